// The pages on which a person asks for a link and chooses a password: for the link of a mail, with no app at hand.
import type { FieldIssue } from '#domain/refusal.ts';
import { issueOf, marks } from '../pages/fields.ts';
import { type Html, html } from '../pages/html.ts';
import { type Page, page } from '../pages/page.ts';

/** What a page says when it comes back. */
export interface Complaint {
  /** Beside the fields. */
  errors: readonly FieldIssue[];
  /** Above the form; null: the fields say it all. */
  problem: string | null;
}

const NOTHING_WRONG: Complaint = { errors: [], problem: null };

/** Asks for the address to which the link goes. */
export function forgotPage(typed: string, complaint = NOTHING_WRONG): Page {
  return page(
    'Forgot your password?',
    html`<main>
<h1>Forgot your password?</h1>
<p class="lead">We mail you a link with which you choose a new one.</p>
${above(complaint)}
<form method="post" action="/forgot-password">
<div class="field">
<label for="email">E-mail address</label>
<input id="email" name="email" type="email" autocomplete="username" maxlength="254" required autofocus value="${typed}"${marks(complaint.errors, 'email')}>
${issueOf(complaint.errors, 'email')}
</div>
<button type="submit">Send the link</button>
</form>
</main>`,
  );
}

/** The same whoever asked. */
export const askedPage = (): Page =>
  page(
    'Look into your mail',
    html`<main>
<h1 class="done">Look into your mail.</h1>
<p>If there is an account with this address, a mail with a link is on its way to it. The link is good for an hour.</p>
<p>No mail after a few minutes? Look into the spam folder, or ask an admin of your team.</p>
</main>`,
  );

/** The form of a link that works. `email` is shown, and tells a password manager whose password it is. */
export function setPage({ email, token }: { email: string; token: string }, complaint = NOTHING_WRONG): Page {
  return page(
    'Choose a password',
    html`<main>
<h1>Choose a password</h1>
<p class="lead">You sign in with it from now on. Where somebody is still signed in with the old one, he is signed out.</p>
${above(complaint)}
<form method="post" action="/set-password">
<input type="hidden" name="token" value="${token}">
<div class="field">
<label for="email">E-mail address</label>
<input id="email" type="email" autocomplete="username" readonly value="${email}">
</div>
<div class="field">
<label for="password">New password</label>
<p class="hint" id="password-hint">At least 8 characters. Several words that only you put together are good.</p>
<input id="password" name="password" type="password" autocomplete="new-password" minlength="8" maxlength="200" required autofocus${marks(complaint.errors, 'password', 'password-hint')}>
${issueOf(complaint.errors, 'password')}
</div>
<button type="submit">Set the password</button>
</form>
</main>`,
  );
}

export const wasSetPage = (): Page =>
  page(
    'Password set',
    html`<main>
<h1 class="done">Your password is set.</h1>
<p>Sign in with it on your laptop, or <a href="/app/">open Callbook here</a>.</p>
</main>`,
  );

/** For a link that is over, or was cut off on its way. */
export const linkOverPage = (): Page =>
  page(
    'This link does not work',
    html`<main>
<h1>This link does not work</h1>
<p>It was used already, is too old, or did not arrive whole. An invitation that is over is sent once more by an admin of your team.</p>
<p><a href="/forgot-password">Send me a new link</a></p>
</main>`,
  );

const above = ({ problem }: Complaint): Html =>
  html`${problem !== null && html`<div class="summary" role="alert"><h2>This did not work</h2><p>${problem}</p></div>`}`;
