import { describe, expect, test } from 'vitest';
import { attachmentHeader, resumeName } from './download-name.ts';
import { shownFileName, shownLinkName } from './shown-name.ts';

describe('the name of a download', () => {
  test('is the address and the type', () => {
    expect(resumeName('ada+jobs@example.com', 'pdf')).toBe('ada+jobs@example.com_resume.pdf');
    expect(resumeName(null, 'txt')).toBe('applicant_resume.txt');
  });

  test.each([
    ['../../etc/passwd', '__.._etc_passwd_resume.pdf'],
    ['"a"\r\nX: y@example.com', '_a___X__y@example.com_resume.pdf'],
    ['..', '__resume.pdf'],
  ])('cannot leave its folder or its header (%j)', (email, name) => {
    expect(resumeName(email, 'pdf')).toBe(name);
  });

  test('stands in the header for old clients in ASCII and exactly in UTF-8', () => {
    expect(attachmentHeader("zoë@example.com_o'neil(1).pdf")).toBe(
      `attachment; filename="zo_@example.com_o'neil(1).pdf"; filename*=UTF-8''zo%C3%AB%40example.com_o%27neil%281%29.pdf`,
    );
    expect(attachmentHeader('a"b\\c%d.pdf')).toContain('filename="a_b_c_d.pdf"');
  });
});

describe('the name that a lead shows', () => {
  test('is the last part of what the sender called the file', () => {
    expect(shownFileName('C:\\Users\\ada\\CV 2026.pdf')).toBe('CV 2026.pdf');
    expect(shownFileName('../../ré\u0000\u202esumé.pdf')).toBe('résumé.pdf');
    expect(shownFileName('dir/')).toBe('resume');
  });

  test('keeps its type when it is far too long', () => {
    const name = shownFileName(`${'🙂'.repeat(400)}.docx`);
    expect(name.length).toBeLessThanOrEqual(300);
    expect(name.endsWith('🙂.docx')).toBe(true);
    expect(shownFileName('x'.repeat(400))).toBe('x'.repeat(150));
  });

  test('of a link is where it leads, without its query', () => {
    expect(shownLinkName('https://example.com/people/ada.pdf?token=1')).toBe('example.com/people/ada.pdf');
    expect(shownLinkName('https://example.com:8443/')).toBe('example.com:8443');
  });
});
