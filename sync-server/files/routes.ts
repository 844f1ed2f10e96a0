// Handing out résumés. A file is saved, never shown: nothing of it runs in our origin.
import { Hono } from 'hono';
import { z } from 'zod';
import type { Deps } from '../deps.ts';
import type { AppEnv, Routes } from '../http/app-env.ts';
import { idParam, operation } from '../http/operation.ts';
import { unwrap } from '../http/problem.ts';
import { streamOf } from '../http/stream-of.ts';
import { attachmentHeader } from './download-name.ts';
import { readResume } from './read-resume.ts';

const linkSchema = z
  .object({ url: z.url() })
  .meta({ description: 'Where a résumé given as a link is. A file is answered as it is.' });

/** GET /{id}/resume, to be mounted under /api/leads. */
export function createResumeRoutes(deps: Pick<Deps, 'db' | 'files'>): Routes {
  return new Hono<AppEnv>().get(
    '/:id/resume',
    operation({
      who: 'leads.read',
      tag: 'leads',
      summary: 'The résumé: a file to save, or a link as {url}',
      reply: linkSchema,
      replyType: '*/*',
      refusals: ['not_found'],
    }),
    async (c) => {
      const resume = unwrap(await readResume(deps, c.get('actor'), idParam(c)));
      c.header('Cache-Control', 'private, no-store');
      if (resume.kind === 'link') return c.json({ url: resume.url });
      return c.body(streamOf(resume.content), 200, {
        'Content-Type': resume.media_type,
        'Content-Disposition': attachmentHeader(resume.name),
        'Content-Length': String(resume.size),
        'X-Content-Type-Options': 'nosniff',
        'Content-Security-Policy': 'sandbox',
      });
    },
  );
}
