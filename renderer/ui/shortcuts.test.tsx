// Keys act where they should, and can be switched off and changed.
// As it ships: without its style a tooltip stands in the page and pushes away the button under the pointer.
import '@mantine/core/styles.layer.css';
import './base.css';
import { MantineProvider } from '@mantine/core';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-react';
import { CheatSheet } from './cheat-sheet.tsx';
import { RemapKeys } from './remap-keys.tsx';
import { createShortcuts, type Shortcut, ShortcutsProvider, useShortcut } from './shortcuts.tsx';

beforeEach(() => window.localStorage.clear());

const A_KEY: Shortcut = { id: 'a', keys: ['c'], label: 'Call', group: 'Here', run: () => undefined };

function Answering({ shortcut }: { shortcut: Shortcut }) {
  useShortcut(shortcut);
  return null;
}

async function open(...given: (Partial<Shortcut> & Pick<Shortcut, 'run'>)[]) {
  const shortcuts = createShortcuts(window.localStorage);
  await render(
    <MantineProvider env="test">
      <ShortcutsProvider shortcuts={shortcuts}>
        {given.map((shortcut, place) => (
          <Answering key={String(place)} shortcut={{ ...A_KEY, id: String(place), ...shortcut }} />
        ))}
        <input aria-label="Text" />
        <CheatSheet />
        <RemapKeys />
      </ShortcutsProvider>
    </MantineProvider>,
  );
  return shortcuts;
}

describe('a key', () => {
  it('acts outside text fields only', async () => {
    const run = vi.fn();
    await open({ run });
    await userEvent.keyboard('c');
    await page.getByLabelText('Text').click();
    await userEvent.keyboard('c');
    await expect.element(page.getByLabelText('Text')).toHaveValue('c');
    expect(run).toHaveBeenCalledTimes(1);
  });

  it('acts in text fields where it says so, and then writes nothing', async () => {
    const [save, leave] = [vi.fn(), vi.fn()];
    await open({ keys: ['Ctrl+Enter'], inText: true, run: save }, { keys: ['Escape'], run: leave });
    await page.getByLabelText('Text').click();
    await userEvent.keyboard('{Control>}{Enter}{/Control}{Escape}');
    expect(save).toHaveBeenCalledTimes(1);
    expect(leave).not.toHaveBeenCalled();
  });

  it('goes to whoever came last, and on to the next where that one declines', async () => {
    const [first, second, third] = [vi.fn(), vi.fn(() => false), vi.fn()];
    await open({ run: first }, { run: third }, { run: second });
    await userEvent.keyboard('c');
    expect([first, second, third].map((run) => run.mock.calls.length)).toEqual([0, 1, 1]);
  });

  it('does not act behind an open dialog', async () => {
    const run = vi.fn();
    await open({ run });
    await userEvent.keyboard('{Control>}/{/Control}');
    await expect.element(page.getByRole('dialog')).toBeVisible();
    await userEvent.keyboard('c');
    expect(run).not.toHaveBeenCalled();
  });
});

describe('the sheet', () => {
  it('lists what can be pressed, and switches single keys off for good', async () => {
    const [single, held] = [vi.fn(), vi.fn()];
    await open({ run: single }, { keys: ['Ctrl+y'], label: 'Other', run: held });
    await page.getByRole('button', { name: 'All keys', exact: true }).click();
    await expect.element(page.getByRole('term').filter({ hasText: 'Other' })).toBeVisible();
    // A click that comes while the sheet still opens may miss the switch: the next one does not.
    const toggle = page.getByRole('switch');
    await expect
      .poll(async () => {
        await toggle.click({ force: true });
        return toggle.element().matches(':checked');
      })
      .toBe(false);
    await page.getByRole('button', { name: 'Close' }).click();
    await expect.element(page.getByRole('dialog')).not.toBeInTheDocument();
    await userEvent.keyboard('c{Control>}y{/Control}');
    expect(single).not.toHaveBeenCalled();
    expect(held).toHaveBeenCalledTimes(1);
    expect(createShortcuts(window.localStorage).preferences().characterKeys).toBe(false);
  });
});

describe('another key', () => {
  it('stands beside the others as it is read, each from left to right', async () => {
    await open({ keys: ['Ctrl+z', 'u'], run: vi.fn() });
    const button = page.getByRole('button', { name: 'Key for “Call”: Ctrl + Z or U. Change' });
    await expect.element(button).toBeVisible();
    await expect.element(button).toHaveTextContent('Ctrl + Z or U');
    const keys = [...button.element().querySelectorAll('[dir=ltr]')];
    expect(keys.map((key) => key.textContent)).toEqual(['Ctrl + Z', 'U']);
    // As parts of the button's own layout they would lose the spaces between them.
    expect(keys.map((key) => getComputedStyle(key).display)).toEqual(['inline', 'inline']);
  });

  it('takes the place of the first, until it is reset', async () => {
    const run = vi.fn();
    await open({ run });
    await page.getByRole('button', { name: /Key for “Call”/ }).click();
    await userEvent.keyboard('x');
    await expect.element(page.getByRole('button', { name: /Key for “Call”: X/ })).toBeVisible();
    expect(run).not.toHaveBeenCalled();
    await userEvent.keyboard('x');
    expect(run).toHaveBeenCalledTimes(1);
    expect(createShortcuts(window.localStorage).preferences().remapped).toEqual({ '0': ['x'] });
    await page.getByRole('button', { name: 'Reset' }).click();
    await expect.element(page.getByRole('button', { name: /Key for “Call”: C/ })).toBeVisible();
  });

  it('is not chosen by Escape', async () => {
    await open({ run: vi.fn() });
    await page.getByRole('button', { name: /Key for “Call”/ }).click();
    await userEvent.keyboard('{Shift}{Escape}');
    await expect.element(page.getByRole('button', { name: /Key for “Call”: C/ })).toHaveTextContent('C');
  });
});

it.each(['{', '5', 'null', '{"remapped":5}', '{"remapped":{"a":"x"}}'])(
  'preferences as %s are none',
  (kept) => {
    window.localStorage.setItem('callbook:keys', kept);
    expect(createShortcuts(window.localStorage).preferences()).toEqual({ characterKeys: true, remapped: {} });
  },
);
