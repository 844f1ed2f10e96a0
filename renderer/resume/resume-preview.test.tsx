// Résumés shown under New leads, on a real replica: each kind, without a network, and what cannot be shown.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { aLead } from '#domain/testing/builders.ts';
import type { Fetch } from '../replica/wire.ts';
import { aDocx } from '../testing/a-docx.ts';
import { openStage } from '../testing/stage.tsx';
import { partsOf } from './docx-parts.tsx';

let close: () => Promise<void> = () => Promise.resolve();
beforeEach(() => page.viewport(1280, 800));
afterEach(() => close());

const bytesOf = (text: string) => new TextEncoder().encode(text);

/** One page with these words, as short as a PDF can be; PDF.js finds its objects by itself. */
const aPdf = (words: string) => {
  const content = `BT /F1 24 Tf 20 100 Td (${words}) Tj ET`;
  return bytesOf(
    [
      '%PDF-1.4',
      '1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj',
      '2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj',
      '3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>> endobj',
      `4 0 obj <</Length ${content.length}>> stream\n${content}\nendstream endobj`,
      '5 0 obj <</Type/Font/Subtype/Type1/BaseFont/Helvetica>> endobj',
      'trailer <</Root 1 0 R>>',
      '%%EOF',
    ].join('\n'),
  );
};

async function open(name: string, answer: () => Promise<Response> | Response) {
  const lead = aLead({
    name: 'Noor Haddad',
    state: 'PENDING',
    cadence: null,
    sla_due_at: '2026-03-02T14:00:00.000Z',
    resume: { kind: 'file', name, size: 100 },
  });
  const asked: string[] = [];
  const serverFetch: Fetch = async (path) => {
    asked.push(path);
    return answer();
  };
  const stage = await openStage({
    at: '/triage',
    user: { role: 'manager' },
    seed: { leads: [lead] },
    serverFetch,
  });
  close = stage.close;
  await expect.element(page.getByRole('listbox', { name: 'New leads' })).toHaveFocus();
  await userEvent.keyboard(' ');
  await expect.element(sheet()).toBeVisible();
  return { ...stage, lead, asked };
}

const file = (bytes: Uint8Array<ArrayBuffer>) =>
  new Response(bytes, { headers: { 'content-disposition': 'attachment; filename="x"' } });
const sheet = () => page.getByRole('region', { name: 'Résumé' });

describe('a résumé', () => {
  it('in PDF is drawn by Space, its words are there for whoever does not see it, and Space puts it away', async () => {
    const { asked, lead } = await open('noor.pdf', () => file(aPdf('Noor bakes bread')));
    await expect.element(sheet().getByText(/Page 1 of 1.*Noor bakes bread/)).toBeInTheDocument();
    const canvas = sheet().element().querySelector('canvas');
    expect(canvas?.width).toBeGreaterThan(300);
    const drawn = canvas?.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
    expect(drawn.some((value, at) => at % 4 === 0 && value < 128)).toBe(true);
    await userEvent.keyboard(' ');
    await expect.element(sheet()).not.toBeInTheDocument();
    await userEvent.keyboard(' ');
    await expect.element(sheet().getByText(/Noor bakes bread/)).toBeInTheDocument();
    expect(asked).toEqual([`/api/leads/${lead.id}/resume`]);
  });

  it('of Word is shown as paragraphs', async () => {
    const body = '<w:p><w:r><w:t>Baker since 2004</w:t></w:r></w:p>';
    await open('noor.docx', () => file(aDocx(body)));
    await expect.element(sheet().getByText('Baker since 2004')).toBeVisible();
  });

  it('of plain text is shown as it is', async () => {
    await open('noor.txt', () => file(bytesOf('Noor\nBaker in Zürich')));
    await expect.element(sheet().getByText(/Baker in Zürich/)).toBeVisible();
  });

  it.each([
    ['damaged', 'noor.pdf', bytesOf('%PDF-1.4 and nothing else'), /damaged/],
    ['damaged, of Word', 'noor.docx', new Uint8Array([0x50, 0x4b, 3, 4, 9]), /damaged/],
    ['of another kind', 'noor.doc', new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0]), /Its own program/],
  ])('that is %s is said to be so in plain words', async (_what, name, bytes, words) => {
    await open(name, () => file(bytes));
    await expect.element(sheet().getByRole('status')).toHaveTextContent(words);
  });

  it('that was not fetched says so without a network, and comes when there is one', async () => {
    let online = false;
    await open('noor.txt', () => {
      if (!online) throw new TypeError('Failed to fetch');
      return file(bytesOf('Noor bakes bread'));
    });
    await expect.element(sheet().getByText(/has not been fetched yet/)).toBeVisible();
    online = true;
    window.dispatchEvent(new Event('online'));
    await expect.element(sheet().getByText('Noor bakes bread')).toBeVisible();
  });

  it('is fetched before anybody asks for it, and then shown without a network', async () => {
    const lead = aLead({
      state: 'PENDING',
      sla_due_at: '2026-03-02T14:00:00.000Z',
      resume: { kind: 'file', name: 'a.txt', size: 4 },
    });
    let online = true;
    let asked = 0;
    const stage = await openStage({
      at: '/triage',
      user: { role: 'manager' },
      seed: { leads: [lead] },
      serverFetch: async () => {
        if (!online) throw new TypeError('Failed to fetch');
        asked += 1;
        return file(bytesOf('kept here'));
      },
    });
    close = stage.close;
    await vi.waitFor(() => expect(asked).toBe(1), { timeout: 10_000 });
    online = false;
    await userEvent.keyboard(' ');
    await expect.element(sheet().getByText('kept here')).toBeVisible();
  });
});

describe('what a document may bring along', () => {
  it('is its words and pictures, and nothing that loads, runs or leads away', async () => {
    const { render } = await import('vitest-browser-react');
    const html =
      '<h1 onclick="x()">Noor</h1><script>x()</script><p style="position:fixed"><a href="javascript:x()">here</a></p>' +
      '<img src="https://evil.example/x.png"><img src="data:image/png;base64,AAAA"><iframe src="/"></iframe>';
    const { container } = await render(<div>{partsOf(html)}</div>);
    expect(container.innerHTML).toBe(
      '<div><h4>Noor</h4><p>here</p><img alt="" src="data:image/png;base64,AAAA"></div>',
    );
  });
});
