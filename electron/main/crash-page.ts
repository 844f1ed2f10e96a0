// What is shown when the page has stopped again and again: no script, nothing that could fail in turn.

/** A whole HTML document. */
export const crashPage = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Callbook</title></head>
<body>
<h1>Callbook has stopped several times</h1>
<p>Nothing you entered is lost: it is kept on this device and will be sent when the app runs again.</p>
<p><a href="/">Try again</a></p>
</body>
</html>
`;
