// A long list of which a window is drawn, and its selected row always.
import { useState } from 'react';
import { expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-react';
import { VirtualListbox } from './virtual-listbox.tsx';

const IDS = Array.from({ length: 5000 }, (_, at) => `lead-${at}`);
const idOf = (row: string) => row;

function List({ onOpen }: { onOpen?: (id: string) => void }) {
  const [selected, setSelected] = useState('lead-0');
  return (
    <>
      <button type="button" onClick={() => setSelected('lead-4321')}>
        Far away
      </button>
      <div style={{ display: 'flex', height: 300 }}>
        <VirtualListbox
          label="Leads"
          sections={[
            { key: 'a', label: 'First', heading: 'First', rows: IDS.slice(0, 3) },
            { key: 'b', label: 'Rest', heading: 'Rest', rows: IDS.slice(3) },
          ]}
          idOf={idOf}
          renderRow={(row) => row}
          rowHeight={40}
          selectedId={selected}
          onSelect={setSelected}
          {...(onOpen ? { onOpen } : {})}
        />
      </div>
    </>
  );
}

const drawn = () => page.getByRole('option').elements().length;
const selected = () => page.getByRole('option', { selected: true });

it('draws a window of the rows, in groups with names', async () => {
  await render(<List />);
  await expect.element(page.getByRole('group', { name: 'First' })).toBeInTheDocument();
  await expect.element(page.getByRole('option').first()).toHaveAttribute('aria-setsize', '5000');
  expect(drawn()).toBeLessThan(40);
});

it('scrolls to the row that becomes selected and names it as the active one', async () => {
  await render(<List />);
  await page.getByRole('button', { name: 'Far away' }).click();
  await expect.element(selected()).toBeInViewport();
  await expect.element(selected()).toHaveAttribute('aria-posinset', '4322');
  const id = selected().element().id;
  await expect.element(page.getByRole('listbox')).toHaveAttribute('aria-activedescendant', id);
});

it('keeps the selected row drawn when one scrolls away from it', async () => {
  await render(<List />);
  const scroller = page.getByRole('listbox').element().parentElement;
  scroller?.scrollTo(0, 100_000);
  await expect.element(page.getByText('lead-2500')).toBeInTheDocument();
  await expect.element(selected()).toHaveAttribute('data-lead-id', 'lead-0');
  expect(drawn()).toBeLessThan(40);
});

it('selects by click, takes the focus, and opens by Enter and double click', async () => {
  const onOpen = vi.fn();
  await render(<List onOpen={onOpen} />);
  await page.getByText('lead-2', { exact: true }).click();
  await expect.element(selected()).toHaveAttribute('data-lead-id', 'lead-2');
  await expect.element(page.getByRole('listbox')).toHaveFocus();
  await userEvent.keyboard('{Enter}');
  expect(onOpen).toHaveBeenLastCalledWith('lead-2');
  await page.getByText('lead-1', { exact: true }).dblClick();
  expect(onOpen).toHaveBeenLastCalledWith('lead-1');
});
