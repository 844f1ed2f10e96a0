// What the form does where JavaScript runs. It is whole without it: nothing here is needed to apply.

/** Tells the visitor's time zone, says at once that a file is too large, and sends once however often one clicks. */
export const pageScript = (maxBytes: number, tooLarge: string): string => `
const form = document.querySelector('form');
const zone = form.elements.namedItem('time_zone');
if (!zone.value) zone.value = Intl.DateTimeFormat().resolvedOptions().timeZone || '';
const file = form.querySelector('input[type=file]');
file.addEventListener('change', () => {
  const large = file.files[0] && file.files[0].size > ${maxBytes};
  file.setCustomValidity(large ? ${JSON.stringify(tooLarge).replaceAll('<', '\\u003c')} : '');
  file.reportValidity();
});
const button = form.querySelector('button');
const words = button.textContent;
form.addEventListener('submit', () => {
  button.disabled = true;
  button.textContent = 'Sending\\u2026';
});
addEventListener('pageshow', () => {
  button.disabled = false;
  button.textContent = words;
});
document.querySelector('.summary')?.focus();
`;
