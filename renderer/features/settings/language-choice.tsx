// The language of the program on this computer. Another one begins with a new start of the page: what is typed is kept.
import { NativeSelect } from '@mantine/core';
import { chooseLanguage, chosenLanguage, LANGUAGES } from '../../words/languages.ts';
import { say } from '../../words/say.ts';

interface Props {
  kept?: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
  startAnew?: () => void;
}

/** Each language stands in its own name, for who cannot read the present one. */
export function LanguageChoice({
  kept = window.localStorage,
  startAnew = () => window.location.reload(),
}: Props) {
  return (
    <NativeSelect
      size="xs"
      w={220}
      aria-label={say('Language')}
      value={chosenLanguage(kept) ?? ''}
      data={[
        { value: '', label: say('As the system') },
        ...LANGUAGES.map(({ id, name }) => ({ value: id, label: name })),
      ]}
      onChange={({ currentTarget }) => {
        chooseLanguage(kept, currentTarget.value === '' ? null : currentTarget.value);
        startAnew();
      }}
    />
  );
}
