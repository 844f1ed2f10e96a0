import { afterEach, describe, expect, it } from 'vitest';
import { render } from 'vitest-browser-react';
import { createTongue, ENGLISH } from '#domain/tongue.ts';
import { say, sayWith, speak, tongue } from './say.ts';

afterEach(() => speak(ENGLISH));

describe('what the page says', () => {
  it('is in the language of the run', () => {
    expect(say('Today')).toBe('Today');
    speak(createTongue({ locale: 'ja', catalog: { Today: '今日', '{n} h': '{n} 時間' } }));
    expect(say('Today')).toBe('今日');
    expect(say('{n} h', { n: 2 })).toBe('2 時間');
    expect(tongue().locale).toBe('ja');
  });

  it('may hold elements, in the order of the language', async () => {
    speak(
      createTongue({ locale: 'ja', catalog: { 'since <b>{day}</b> by {who}': '{who}、<b>{day}</b>から' } }),
    );
    const screen = await render(
      <p>
        {sayWith('since <b>{day}</b> by {who}', {
          b: (words) => <b>{words}</b>,
          day: '月曜',
          who: <i>Alder</i>,
        })}
      </p>,
    );
    expect(screen.container.innerHTML).toBe('<p><i>Alder</i>、<b>月曜</b>から</p>');
  });

  it('without elements is plain text', async () => {
    const screen = await render(<p>{sayWith('Today', {})}</p>);
    expect(screen.container.innerHTML).toBe('<p>Today</p>');
  });
});
