// What the link of a campaign says of where somebody comes from, kept with the lead under the names that links use.
import { z } from 'zod';
import { optional, text } from '../fields.ts';

const MAX = 200;

/** One line without blanks around it, cut to its limit: a campaign's link is no reason to refuse an application. */
const tidied = (value: unknown): unknown =>
  typeof value === 'string'
    ? [...value.replaceAll(/\s+/g, ' ').trim()].slice(0, MAX / 2).join('') || null
    : null;

const told = z
  .preprocess(tidied, optional(text(MAX)))
  .catch(null)
  .meta({ type: 'string', maxLength: MAX });

/** Fields of an application. What they hold is kept where it is text and falls away where it is not. */
export const campaignFields = {
  utm_source: told,
  utm_medium: told,
  utm_campaign: told,
  utm_term: told,
  utm_content: told,
};

export const CAMPAIGN_FIELDS = Object.keys(campaignFields) as (keyof typeof campaignFields)[];
export type Campaign = Record<(typeof CAMPAIGN_FIELDS)[number], string | null>;

/** What the lead keeps of it: only what was said. */
export const campaignOf = (given: Campaign): Record<string, string> =>
  Object.fromEntries(
    CAMPAIGN_FIELDS.flatMap((name) => {
      const said = given[name];
      return said === null ? [] : [[name, said]];
    }),
  );

/** An application that no campaign led to. */
export const NO_CAMPAIGN: Campaign = {
  utm_source: null,
  utm_medium: null,
  utm_campaign: null,
  utm_term: null,
  utm_content: null,
};
