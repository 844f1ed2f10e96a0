// What a prospect sees when his application has arrived.
import { type IntakeReply, referenceOf } from '#domain/intake/lead-from-intake.ts';
import { html } from '../pages/html.ts';
import { type Page, page } from '../pages/page.ts';

/** The page after the form, with the reference that also stands in the mail. */
export function thanksPage({ id, first_name, email }: IntakeReply): Page {
  return page(
    'Thank you',
    html`<main>
<h1 class="done">Thank you, ${first_name}.</h1>
<p>Your application has arrived. A member of our team reads it and gets back to you personally.</p>
<dl class="facts">
<dt>We write to</dt><dd>${email}</dd>
<dt>Your reference</dt><dd>${referenceOf(id)}</dd>
</dl>
</main>`,
  );
}
