// A defect becomes plain words, and is told to the log.
import { MantineProvider } from '@mantine/core';
import { afterEach, expect, it, vi } from 'vitest';
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-react';
import { ErrorBoundary } from './error-boundary.tsx';

afterEach(() => {
  vi.restoreAllMocks();
});

function Broken(): never {
  throw new Error('a defect');
}

it('says that nothing is lost, offers to reload, and tells the log', async () => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const told: string[] = [];
  await render(
    <MantineProvider env="test">
      <ErrorBoundary onDefect={(error, stack) => told.push(`${String(error)} ${stack}`)}>
        <Broken />
      </ErrorBoundary>
    </MantineProvider>,
  );
  await expect.element(page.getByRole('alert')).toHaveTextContent(/kept on this computer/);
  await expect.element(page.getByRole('button', { name: 'Reload' })).toBeVisible();
  expect(told).toHaveLength(1);
  expect(told[0]).toMatch(/a defect.*Broken/s);
});
