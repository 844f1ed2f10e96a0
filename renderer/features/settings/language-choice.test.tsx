import { MantineProvider } from '@mantine/core';
import { describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-react';
import { memoryStorage } from '../../testing/replica-fixture.ts';
import { chosenLanguage } from '../../words/languages.ts';
import { LanguageChoice } from './language-choice.tsx';

describe('the language', () => {
  it('is the system’s until another is chosen; each choice is kept and starts the page anew', async () => {
    const kept = memoryStorage();
    let starts = 0;
    const startAnew = () => {
      starts += 1;
    };
    const screen = await render(
      <MantineProvider>
        <LanguageChoice kept={kept} startAnew={startAnew} />
      </MantineProvider>,
    );
    const choice = page.getByRole('combobox', { name: 'Language' });
    await expect.element(choice).toHaveDisplayValue('As the system');
    await userEvent.selectOptions(choice, '日本語');
    expect([chosenLanguage(kept), starts]).toEqual(['ja', 1]);
    await screen.rerender(
      <MantineProvider>
        <LanguageChoice kept={kept} startAnew={startAnew} />
      </MantineProvider>,
    );
    await userEvent.selectOptions(choice, 'As the system');
    expect([chosenLanguage(kept), starts]).toEqual([null, 2]);
  });
});
