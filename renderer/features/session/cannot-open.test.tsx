import { afterEach, describe, expect, it, vi } from 'vitest';
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-react';
import { Look } from '../../providers.tsx';
import { CannotOpen } from './cannot-open.tsx';

const USER = {
  id: 'u1',
  name: 'Kim Alder',
  email: 'kim@example.com',
  role: 'kam',
  time_zone: 'UTC',
} as const;

describe('a computer whose storage does not open', () => {
  afterEach(() => vi.restoreAllMocks());
  const show = (count: number) => {
    const file = { name: 'callbook-unsent-2026-03-02.json', bytes: new TextEncoder().encode('{}'), count };
    const unsentFile = async () => (count === 0 ? null : file);
    return render(
      <Look>
        <CannotOpen user={USER} server="https://callbook.example.com" unsentFile={unsentFile} />
      </Look>,
    );
  };

  it('offers the unsent work as a file, and says how it was saved', async () => {
    const clicked = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => undefined);
    await show(3);
    await expect.element(page.getByRole('status')).toHaveTextContent('3 changes have not reached the server');
    await page.getByRole('button', { name: 'Save unsent work as a file' }).click();
    await expect
      .element(page.getByRole('status'))
      .toHaveTextContent('Saved as callbook-unsent-2026-03-02.json.');
    expect(clicked).toHaveBeenCalledTimes(1);
  });

  it('offers nothing where nothing is unsent', async () => {
    await show(0);
    await expect.element(page.getByText('Nothing has been deleted.', { exact: false })).toBeVisible();
    await expect.element(page.getByRole('button')).not.toBeInTheDocument();
  });
});
