// The name under which a résumé is downloaded and attached, and the header that says so.
import type { ResumeExtension } from './resume-type.ts';

/**
 * "ada@example.com_resume.pdf". Whatever could leave a folder, end a header or upset a file system becomes "_".
 * A lead without an address gives "applicant_resume.pdf".
 */
export function resumeName(email: string | null, extension: ResumeExtension): string {
  const stem = (email ?? '')
    .replaceAll(/[^\p{L}\p{N}@._+-]/gu, '_')
    .replace(/^\.+/, '_')
    .slice(0, 150);
  return `${stem === '' ? 'applicant' : stem}_resume.${extension}`;
}

/**
 * The Content-Disposition of a download: an ASCII name for old clients and the exact one in UTF-8.
 * Source: RFC 6266, section 4; RFC 8187, section 3.2.
 */
export function attachmentHeader(name: string): string {
  const ascii = name.replaceAll(/[^\x20-\x7e]|["\\%]/gu, '_');
  const exact = encodeURIComponent(name).replaceAll(
    /['()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${ascii}"; filename*=UTF-8''${exact}`;
}
