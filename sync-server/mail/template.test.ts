import { describe, expect, test } from 'vitest';
import { LANGUAGES } from '#domain/language.ts';
import { TEMPLATE_NAMES } from '#domain/mail/mail-template.ts';
import { aLead } from '#domain/testing/builders.ts';
import { issuesOfTemplate } from './check-template.ts';
import { type LeadMailFacts, leadMail } from './lead-mails.ts';
import { lettersBy } from './letters.ts';
import { previewMail } from './preview.ts';
import { deliveredTemplate, fillTemplate, templateFrom, type Variables } from './template.ts';

const fill = (source: string, variables: Variables) => fillTemplate(templateFrom(source), variables);

describe('a mail template', () => {
  test('is filled with values as they are', () => {
    const source = 'Subject: Hello {{name}}\n\nDear {{name}},\n{{words}}\n';
    expect(fill(source, { name: '{{words}}', words: '$& <b>' })).toMatchObject({
      subject: 'Hello {{words}}',
      body: 'Dear {{words}},\n$& <b>\n',
    });
  });

  test('leaves out lines and sections that would say nothing', () => {
    const source =
      'Subject: s\n\na\nPhone: {{phone}}\n\n{{#message}}\nMessage:\n{{message}}\n{{/message}}\nz\n';
    expect(fill(source, { phone: null, message: '' }).body).toBe('a\n\nz\n');
    expect(fill(source, { phone: '1', message: 'm' }).body).toBe('a\nPhone: 1\n\nMessage:\nm\nz\n');
  });

  test('has a subject of one line that is not endless', () => {
    const { subject } = fill('Subject: {{name}}\n\nx\n', {
      name: 'Ada\r\nBcc: eve@example.com\u0000\u2028!',
    });
    expect(subject).toBe('Ada Bcc: eve@example.com !');
    expect(fill('Subject: {{name}}\n\nx\n', { name: '🙂'.repeat(300) }).subject).toBe('🙂'.repeat(200));
  });

  test('is a page too, in which every value is escaped and only the link is one', () => {
    const source = 'Subject: <{{name}}>\n\nDear {{name}} & co,\nhello.\n\n{{words}}\n\nSee {{link}}\n';
    const { html } = fill(source, { name: '<b>', words: 'a"\nb\u0007', link: 'http://x/?a&b' });
    expect(html).toBe(
      [
        '<!doctype html>',
        '<html lang="en"><head><meta charset="utf-8"><title>&lt;&lt;b&gt;&gt;</title></head>',
        '<body>',
        '<p>Dear &lt;b&gt; &amp; co,<br>',
        'hello.</p>',
        '<p>a&quot;<br>b</p>',
        '<p>See <a href="http://x/?a&amp;b">http://x/?a&amp;b</a></p>',
        '</body></html>',
        '',
      ].join('\n'),
    );
  });

  test('may bring a page of its own, as a part or whole', () => {
    const given = {
      subject: 's',
      body: 'b\n',
      html: '<h1>{{name}}</h1>\n{{#note}}\n<i>{{note}}</i>\n{{/note}}',
    };
    const page = (html: string, note = '') =>
      fillTemplate({ ...given, html }, { name: '<Ada>', note }, 'de').html;
    expect(page(given.html)).toContain('<html lang="de">');
    expect(page(given.html)).toContain('<body>\n<h1>&lt;Ada&gt;</h1>\n</body>');
    expect(page(given.html, 'x')).toContain('<i>x</i>');
    expect(page('<html><body>{{name}}</body></html>')).toBe('<html><body>&lt;Ada&gt;</body></html>');
  });

  test('is a defect when it asks for what is not there, or has no subject', () => {
    expect(() => fill('Subject: {{nobody}}\n\nx\n', {})).toThrow('{{nobody}}');
    expect(() => fill('Subject: s\n\n{{constructor}}\n', {})).toThrow('{{constructor}}');
    expect(() => fill('Hello\n', {})).toThrow('Subject');
  });
});

const facts: LeadMailFacts = { public_url: 'https://crm.example.com', time_zone: 'Europe/Berlin' };
const ada = aLead({
  id: '018f0000-0000-7000-8000-0000deadbeef',
  name: 'Ada Lovelace',
  first_name: 'Ada',
  email: 'ada@example.com',
  created_at: '2026-03-02T12:00:00.000Z',
  sla_due_at: '2026-03-02T14:00:00.000Z',
});

describe('the mails', () => {
  test.each(TEMPLATE_NAMES.flatMap((name) => LANGUAGES.map((language) => [name, language] as const)))(
    '%s in %s is a whole text, in lines that people read, without open brackets',
    (name, language) => {
      const reader = { config: { PUBLIC_URL: facts.public_url }, time_zone: 'UTC', now: ada.created_at };
      const { subject, body } = previewMail(
        { name, language },
        deliveredTemplate(name, language),
        ada,
        reader,
      );
      expect(issuesOfTemplate(name, deliveredTemplate(name, language))).toEqual([]);
      expect(subject.length).toBeGreaterThan(5);
      expect(body).not.toContain('{{');
      expect(body).not.toMatch(/\n{3}/);
      expect(
        deliveredTemplate(name, language)
          .body.split('\n')
          .every((line) => line.length <= 80),
      ).toBe(true);
    },
  );

  test('the answer to the prospect names him, the time and his reference', () => {
    const { subject, body } = leadMail('intake_ack', ada, facts);
    expect(subject).toBe('We have received your application');
    expect(body).toMatch(/^Dear Ada,\n/);
    expect(body).toContain('2 March 2026 at 13:00 CET');
    expect(body).toContain('0000DEADBEEF');
  });

  test('the answer to the prospect is in the language that he reads', () => {
    const { subject, body, html } = leadMail('intake_ack', ada, {
      ...facts,
      letters: lettersBy(deliveredTemplate, 'en').in('de'),
    });
    expect(subject).toBe('Ihre Bewerbung ist eingegangen');
    expect(body).toMatch(/^Guten Tag Ada,\n/);
    expect(body).toContain('2. März 2026 um 13:00 MEZ');
    expect(html).toContain('<html lang="de">');
  });

  test.each(['Win $1000 at http://spam.example', 'www.spam.example', 'Buy\nnow', null])(
    'the answer to the prospect carries nothing of what a stranger may have typed (%j)',
    (first_name) => {
      const { body } = leadMail(
        'intake_ack',
        { ...ada, first_name, company: 'spam.example' },
        { ...facts, message: 'spam' },
      );
      expect(body).toMatch(/^Hello,\n/);
      expect(body).not.toMatch(/spam|Buy/);
    },
  );

  test("the desk's mail says all that is known, and leaves out what is not", () => {
    const known = { id: '018f0000-0000-7000-8000-000000000001', name: 'Ada L.' };
    const more = {
      assignee: 'Kim Alder',
      message: 'Please call.\nThanks.',
      resume: 'https://example.com/cv',
      known,
    };
    expect(
      leadMail('intake_notify', { ...ada, phone: '+44 1', company: 'Engines' }, { ...facts, ...more }).body,
    ).toBe(
      [
        'Ada Lovelace has sent an application.',
        '',
        'E-mail: ada@example.com',
        'Phone: +44 1',
        'Company: Engines',
        'Time zone: Europe/Berlin',
        'Résumé: https://example.com/cv',
        'Assigned to: Kim Alder',
        'First answer due: 2 March 2026 at 15:00 CET',
        'Note: this address is known: Ada L., https://crm.example.com/app/#/leads/018f0000-0000-7000-8000-000000000001',
        '',
        'Message:',
        '',
        'Please call.',
        'Thanks.',
        '',
        'Open in Callbook: https://crm.example.com/app/#/leads/018f0000-0000-7000-8000-0000deadbeef',
        '',
      ].join('\n'),
    );
    const bare = leadMail('intake_notify', { ...ada, sla_due_at: null }, facts).body;
    expect(bare).not.toMatch(/Phone|Company|Assigned|Note|Message|due/);
  });

  test('the assignment says who did it and why', () => {
    const { subject, body } = leadMail('assigned', ada, { ...facts, by: 'Max Oder', note: 'speaks French' });
    expect(subject).toBe('Assigned to you: Ada Lovelace');
    expect(body).toMatch(/^Max Oder has assigned Ada Lovelace to you\./);
    expect(body).toContain('Note: speaks French');
    expect(leadMail('assigned', ada, facts).body).toMatch(/^Callbook has assigned/);
  });
});
