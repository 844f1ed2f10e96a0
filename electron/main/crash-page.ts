// What is shown when the page has stopped again and again: no script, nothing that could fail in turn.

const page = (title: string, body: string): string => `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="color-scheme" content="light dark"><title>Callbook</title></head>
<body>
<h1>${title}</h1>
${body}
</body>
</html>
`;

/** A whole HTML document. */
export const crashPage = page(
  'Callbook has stopped several times',
  `<p>Nothing you entered is lost: it is kept on this device and will be sent when the app runs again.</p>
<p><a href="/">Try again</a></p>
<p><a href="/stopped/restart">Close Callbook and start it anew</a></p>
<p><a href="/stopped/diagnostics">Look at what support would need to know</a></p>`,
);

/** The same about diagnostics: all of them, to be read before they are saved. */
export const diagnosticsPage = (text: string): string =>
  page(
    'What support would need to know',
    `<p>Names, addresses, numbers and passwords are left out. Read it, and save it if you like; nothing is sent.</p>
<p><a href="/stopped/save">Save as a file</a> · <a href="/stopped">Back</a></p>
<pre>${text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</pre>`,
  );
