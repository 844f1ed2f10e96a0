// The form in which a prospect applies, empty or as it came back with what is wrong beside each field.
import { CAMPAIGN_FIELDS } from '#domain/intake/campaign.ts';
import type { FieldIssue } from '#domain/refusal.ts';
import { sizeInWords } from '../files/resume-type.ts';
import { issueOf, marks } from '../pages/fields.ts';
import { type Html, html } from '../pages/html.ts';
import { type Page, page } from '../pages/page.ts';
import { pageScript } from './page-script.ts';

/** The field that people never see; who fills it is a program. */
export const TRAP = 'referral_note';

export interface FormState {
  /** What was typed, by field. */
  typed: Record<string, string>;
  errors: FieldIssue[];
  /** Whether a file came along: a browser does not keep it, so it has to be chosen once more. */
  had_file: boolean;
  /** Why the form as a whole did not go through. */
  problem: string | null;
  form_key: string;
  /** Most bytes of a résumé. */
  max_bytes: number;
}

interface Field {
  name: string;
  label: string;
  type?: string;
  autocomplete?: string;
  optional?: boolean;
  max?: number;
}

const LABELS: Record<string, string> = {
  first_name: 'First name',
  last_name: 'Last name',
  email: 'E-mail address',
  phone: 'Phone',
  company: 'Company',
  resume: 'Résumé',
  message: 'Message',
  time_zone: 'Time zone',
};

/** The form. A name, an address and one résumé are wanted; the rest is the prospect's choice. */
export function formPage(state: FormState): Page {
  const wrong = state.errors.length > 0 || state.problem !== null;
  const limit = sizeInWords(state.max_bytes);
  const content = html`<main>
<h1>Apply</h1>
<p class="lead">Tell us who you are and send us your résumé. We write back to your e-mail address.</p>
${wrong && summary(state)}
<form method="post" action="/api/leads" enctype="multipart/form-data">
<input type="hidden" name="form_key" value="${state.form_key}">
<input type="hidden" name="time_zone" value="${state.typed['time_zone'] ?? ''}">
${campaign(state)}
<div class="trap" aria-hidden="true">
<label for="${TRAP}">Leave this empty</label>
<input id="${TRAP}" name="${TRAP}" tabindex="-1" autocomplete="off">
</div>
<div class="row">
${input(state, { name: 'first_name', label: 'First name', autocomplete: 'given-name', max: 100 })}
${input(state, { name: 'last_name', label: 'Last name', autocomplete: 'family-name', max: 100 })}
</div>
${input(state, { name: 'email', label: 'E-mail address', type: 'email', autocomplete: 'email', max: 254 })}
<div class="row">
${input(state, { name: 'phone', label: 'Phone', type: 'tel', autocomplete: 'tel', optional: true, max: 40 })}
${input(state, { name: 'company', label: 'Company', autocomplete: 'organization', optional: true, max: 200 })}
</div>
${resume(state, limit)}
${message(state)}
<button type="submit">Send application</button>
<p class="after">We use what you send to answer your application.</p>
</form>
</main>
${STAFF}`;
  return page(
    wrong ? 'Please check your application' : 'Apply',
    content,
    pageScript(state.max_bytes, `The file may have at most ${limit}.`),
  );
}

/** What the link said that led here travels with the form. */
const campaign = ({ typed }: FormState): Html[] =>
  CAMPAIGN_FIELDS.filter((name) => typed[name]).map(
    (name) => html`<input type="hidden" name="${name}" value="${typed[name] ?? ''}">`,
  );

/** The way in for the people who work here. */
const STAFF = html`<footer>You work here? <a href="/app/">Open Callbook</a></footer>`;

function summary({ errors, problem }: FormState): Html {
  const items = errors.map(
    ({ path, message }) => html`<li><a href="#${path}">${LABELS[path] ?? path}</a>: ${message}</li>`,
  );
  return html`<div class="summary" role="alert" tabindex="-1">
<h2>This could not be sent yet</h2>
${problem !== null && html`<p>${problem}</p>`}
${items.length > 0 && html`<ul>${items}</ul>`}
</div>`;
}

function input(state: FormState, field: Field): Html {
  const { name, label, type = 'text', autocomplete = 'off', optional = false, max = 200 } = field;
  return html`<div class="field">
<label for="${name}">${label}${optional && html` <small>optional</small>`}</label>
<input id="${name}" name="${name}" type="${type}" autocomplete="${autocomplete}" maxlength="${max}" value="${state.typed[name] ?? ''}"${!optional && html` required`}${marks(state.errors, name)}>
${issueOf(state.errors, name)}
</div>`;
}

/** A file or a link: both are called \`resume\`, and the one that is left empty does not count. */
function resume(state: FormState, limit: string): Html {
  return html`<fieldset>
<legend>Résumé</legend>
<div class="field">
<label for="resume">File</label>
<p class="hint" id="resume-hint">PDF, DOC, DOCX or TXT, at most ${limit}.${state.had_file && ' Please choose your file again.'}</p>
<input id="resume" name="resume" type="file" accept=".pdf,.doc,.docx,.txt"${marks(state.errors, 'resume', 'resume-hint')}>
${issueOf(state.errors, 'resume')}
</div>
<p class="or">or</p>
<div class="field">
<label for="resume-link">Link</label>
<input id="resume-link" name="resume" type="url" inputmode="url" maxlength="2000" placeholder="https://" autocomplete="off" value="${state.typed['resume'] ?? ''}"${state.errors.some(({ path }) => path === 'resume') && html` aria-describedby="resume-issue"`}>
</div>
</fieldset>`;
}

const message = (state: FormState): Html => html`<div class="field">
<label for="message">Message <small>optional</small></label>
<textarea id="message" name="message" maxlength="5000"${marks(state.errors, 'message')}>
${state.typed['message'] ?? ''}</textarea>
${issueOf(state.errors, 'message')}
</div>`;
