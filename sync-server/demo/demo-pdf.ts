// A résumé for a demo applicant: a PDF of one page that readers open.

/** The page says the applicant's name and that he is made up. Bytes of a PDF 1.4 file. */
export function demoPdf(name: string): Uint8Array {
  const lines = [
    name,
    'Demo applicant. Fictional; no such person.',
    'Experience: eight years in food retail.',
  ];
  const shown = lines.map((line) => `(${line.replace(/[()\\]/g, '')}) Tj T*`).join('\n');
  const page = `BT /F1 16 Tf 20 TL 72 760 Td\n${shown}\nET`;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${page.length} >>\nstream\n${page}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ];
  const parts = ['%PDF-1.4\n'];
  const offsets = objects.map((object, at) => {
    const offset = parts.join('').length;
    parts.push(`${at + 1} 0 obj\n${object}\nendobj\n`);
    return `${String(offset).padStart(10, '0')} 00000 n \n`;
  });
  const start = parts.join('').length;
  const trailer = `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`;
  parts.push(`xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.join('')}${trailer}`);
  return Buffer.from(parts.join(''), 'latin1');
}
