import { expect, test } from 'vitest';
import { createDocuments, safeFileName } from './documents.ts';

test.each([
  ['resume.pdf', 'resume.pdf'],
  ['../../etc/passwd', 'passwd'],
  ['C:\\Windows\\a.docx', 'a.docx'],
  ['a<b>:c|d?*"\n.pdf', 'a_b__c_d____.pdf'],
  ['...', 'document'],
  ['.bashrc', 'bashrc'],
  ['', 'document'],
  [`${'x'.repeat(300)}.pdf`, `${'x'.repeat(116)}.pdf`],
])('%s is written as %s', (name, safe) => {
  expect(safeFileName(name)).toBe(safe);
});

function setUp(options: { where?: string | null; problem?: string } = {}) {
  const written: string[] = [];
  const opened: string[] = [];
  const removed: string[] = [];
  const documents = createDocuments({
    makeFolder: async () => `/tmp/folder-${opened.length}`,
    writeFile: async (path) => void written.push(path),
    removeFolder: (path) => void removed.push(path),
    openPath: async (path) => {
      opened.push(path);
      return options.problem ?? '';
    },
    askWhere: async () => options.where ?? null,
  });
  return { documents, written, opened, removed };
}
const bytes = new Uint8Array([1]);

test('a résumé is opened from a folder of its own, which is removed afterwards', async () => {
  const { documents, written, opened, removed } = setUp();
  expect(await documents.open('resume.PDF', bytes)).toBe(true);
  expect(written).toEqual(['/tmp/folder-0/resume.PDF']);
  expect(opened).toEqual(written);
  documents.clear();
  documents.clear();
  expect(removed).toEqual(['/tmp/folder-0']);
});

test.each(['run.exe', 'a.pdf.sh', 'x.desktop', 'x.html', 'pdf'])('%s is not opened', async (name) => {
  const { documents, written } = setUp();
  expect(await documents.open(name, bytes)).toBe(false);
  expect(written).toEqual([]);
});

test('a document that no program opens says so', async () => {
  expect(await setUp({ problem: 'no program' }).documents.open('a.odt', bytes)).toBe(false);
});

test('saving writes where the person says, or not at all', async () => {
  const chosen = setUp({ where: '/home/a/x.csv' });
  expect(await chosen.documents.save('x.csv', bytes)).toBe(true);
  expect(chosen.written).toEqual(['/home/a/x.csv']);
  const cancelled = setUp();
  expect(await cancelled.documents.save('x.csv', bytes)).toBe(false);
  expect(cancelled.written).toEqual([]);
});
