// Whether an application is whole: every field, and the résumé's type and size.
import { readIntake } from '#domain/intake/intake.ts';
import type { FieldIssue, Refusal } from '#domain/refusal.ts';
import { ok, type Result, refuse } from '#domain/result.ts';
import { resumeTypeOf } from '../files/resume-type.ts';
import type { CheckedIntake } from './apply-intake.ts';
import type { Submission } from './read-submission.ts';

/**
 * The checked application, or all that is wrong with it at once. Refusals: `too_large` and `unsupported_type` for the
 * file, else `invalid`; `errors` names every field, the résumé too.
 */
export async function checkSubmission(
  submission: Submission,
  maxBytes: number,
): Promise<Result<CheckedIntake, Refusal>> {
  const { fields, file: given, source } = submission;
  const intake = readIntake(fields, given !== null);
  const type = given && (await resumeTypeOf(given, maxBytes));
  const issues = intake.ok ? [] : (intake.error.errors ?? []);
  if (type && !type.ok) return refuse({ ...type.error, errors: [...issues, ...fileIssues(type.error)] });
  if (!intake.ok) return intake;
  const file =
    given && type ? { name: given.name, media_type: type.value.media_type, content: given.content } : null;
  return ok({ intake: intake.value, file, source });
}

const fileIssues = ({ errors, detail }: Refusal): FieldIssue[] =>
  errors ?? (detail === undefined ? [] : [{ path: 'resume', message: detail }]);
