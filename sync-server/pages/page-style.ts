// The look of the public pages: the app's accent and greys, in light and dark as the visitor's system asks.

/** A whole style sheet. It loads nothing from anywhere. */
export const PAGE_STYLE = `
:root {
  color-scheme: light dark;
  --page: #f1f1ee; --card: #ffffff; --ink: #20201f; --soft: #5c5c5a; --line: #dbdbd6; --edge: #8d8d89;
  --accent: #4a4fc4; --accent-strong: #3d42a8; --on-accent: #ffffff; --ring: #858cf0;
  --error: #b3261e; --error-back: #fdf1ef; --good: #1f6b3a;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #151618; --card: #1f2023; --ink: #e4e4e1; --soft: #a9a9ac; --line: #36383d; --edge: #77787d;
    --accent: #a3a9f7; --accent-strong: #c1c5fc; --on-accent: #16182e; --ring: #858cf0;
    --error: #ffb4a9; --error-back: #371e1b; --good: #8fd6a5;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0; background: var(--page); color: var(--ink); font-size: 16px; line-height: 1.5;
  font-family: 'Segoe UI Variable Text', 'Segoe UI', -apple-system, BlinkMacSystemFont, Inter, 'Noto Sans',
    'Liberation Sans', sans-serif;
}
main {
  max-width: 41rem; margin: 3.5rem auto 1.25rem; padding: 2.5rem; background: var(--card);
  border: 1px solid var(--line); border-radius: 12px;
}
h1 { margin: 0 0 .4rem; font-size: 1.6rem; line-height: 1.25; font-weight: 650; letter-spacing: -.01em; }
h1:focus { outline: none; }
p { margin: 0 0 1rem; }
.lead { margin-bottom: 1.75rem; color: var(--soft); }
.row { display: grid; grid-template-columns: 1fr 1fr; gap: 0 1.25rem; align-items: start; }
.field { margin-bottom: 1.25rem; min-width: 0; }
label, legend { display: block; padding: 0; margin-bottom: .3rem; font-size: .9375rem; font-weight: 600; }
label small { font-size: .875rem; font-weight: 400; color: var(--soft); }
.hint { margin: 0 0 .4rem; font-size: .875rem; color: var(--soft); }
.problem { display: flex; gap: .4rem; margin: .4rem 0 0; font-size: .875rem; font-weight: 600; color: var(--error); }
.problem::before { content: '!'; flex: none; width: 1.15em; height: 1.15em; margin-top: .12em; border-radius: 50%;
  background: var(--error); color: var(--card); font-size: .8125rem; line-height: 1.15em; text-align: center; }
input, textarea {
  width: 100%; padding: .55rem .7rem; border: 1px solid var(--edge); border-radius: 6px; background: var(--card);
  color: inherit; font: inherit;
}
::placeholder { color: var(--soft); opacity: 1; }
textarea { min-height: 7.5rem; resize: vertical; }
input[type='file'] { padding: .45rem; font-size: .9375rem; color: var(--soft); cursor: pointer; }
input::file-selector-button {
  margin-right: .75rem; padding: .3rem .8rem; border: 1px solid var(--edge); border-radius: 4px;
  background: var(--page); color: var(--ink); font: inherit; cursor: pointer;
}
[aria-invalid='true'] { border-color: var(--error); border-width: 2px; }
:is(input, textarea, button, a):focus-visible { outline: 3px solid var(--ring); outline-offset: 2px; }
fieldset { margin: .25rem 0 1.5rem; padding: 1.1rem 1.1rem 0; border: 1px solid var(--line); border-radius: 8px; }
legend { margin-left: -.35rem; padding: 0 .35rem; }
fieldset > .field { margin-bottom: 1.1rem; }
.or { display: flex; align-items: center; gap: .75rem; margin: 0 0 .75rem; font-size: .875rem; color: var(--soft); }
.or::before, .or::after { content: ''; flex: 1; border-top: 1px solid var(--line); }
button {
  width: 100%; padding: .7rem 1rem; border: 0; border-radius: 6px; background: var(--accent); color: var(--on-accent);
  font: inherit; font-weight: 600; cursor: pointer;
}
button:hover { background: var(--accent-strong); }
button[disabled] { opacity: .65; cursor: progress; }
.after { margin: .9rem 0 0; font-size: .875rem; color: var(--soft); }
.summary {
  margin: 0 0 1.5rem; padding: .9rem 1.1rem; border: 1px solid var(--error); border-left-width: 5px;
  border-radius: 6px; background: var(--error-back);
}
.summary:focus { outline: none; }
.summary h2 { margin: 0; font-size: 1rem; color: var(--error); }
.summary ul { margin: .4rem 0 0; padding-left: 1.2rem; }
.summary p { margin: .3rem 0 0; }
a { color: var(--accent); }
.summary a { color: inherit; }
.trap { position: absolute; left: -200vw; width: 1px; height: 1px; overflow: hidden; }
.facts { margin: 1.5rem 0 0; padding-top: 1.25rem; border-top: 1px solid var(--line); }
.facts dt { font-size: .875rem; color: var(--soft); }
.facts dd { margin: 0 0 .75rem; font-weight: 600; overflow-wrap: anywhere; }
.done { color: var(--good); }
.lead, .summary { overflow-wrap: anywhere; }
footer { max-width: 41rem; margin: 0 auto 3rem; padding: 0 2.5rem; font-size: .8125rem; color: var(--soft); }
footer a { color: inherit; }
@media (max-width: 40rem) {
  body { background: var(--card); }
  main { margin: 0 auto; padding: 1.75rem 1.15rem 1rem; border: 0; border-radius: 0; }
  .row { grid-template-columns: 1fr; }
  footer { padding: 0 1.15rem; }
}
`;
