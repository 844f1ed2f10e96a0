import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { CAMPAIGN_FIELDS, campaignFields, campaignOf } from './campaign.ts';

const read = (given: object) => z.object(campaignFields).parse(given);

describe('the campaign that an application comes from', () => {
  test('is what its link says, as one line', () => {
    expect(campaignOf(read({ utm_campaign: ' spring\n fair ', utm_source: 'newsletter' }))).toEqual({
      utm_source: 'newsletter',
      utm_campaign: 'spring fair',
    });
    expect(CAMPAIGN_FIELDS).toHaveLength(5);
  });

  test.each([[''], ['  '], [null], [undefined], [7], [['a']], [{}], ['a\u0000b'], ['\ud800']])(
    'is nothing where the link says %j, and refuses nobody',
    (utm_campaign) => {
      expect(campaignOf(read({ utm_campaign }))).toEqual({});
    },
  );

  test('is cut to its limit, a whole character at a time', () => {
    const kept = campaignOf(read({ utm_term: '🦉'.repeat(5000) }))['utm_term'];
    expect(kept).toBe('🦉'.repeat(100));
  });
});
