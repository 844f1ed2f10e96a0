// In which order the cards of the board stand; the table has its headings for that.
import { Button, Menu } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconChevronDown } from '@tabler/icons-react';
import { say } from '../../words/say.ts';
import type { Column } from './lead-columns.ts';
import type { ColumnKey } from './leads-search.ts';

interface Props {
  columns: readonly Column[];
  sort: ColumnKey | undefined;
  descending: true | undefined;
  sortBy(key: ColumnKey): void;
}

/** As on a heading: the second choice of the same turns the order round, the third goes back to the usual one. */
export function SortMenu({ columns, sort, descending, sortBy }: Props) {
  const sorts = columns.flatMap(({ label, sort: key }) => (key === undefined ? [] : [{ key, label }]));
  const Arrow = descending ? IconArrowDown : IconArrowUp;
  const chosen = sorts.find(({ key }) => key === sort);
  return (
    <Menu position="bottom-start" width={170}>
      <Menu.Target>
        <Button
          variant={chosen ? 'light' : 'default'}
          px={9}
          rightSection={<IconChevronDown size={13} stroke={1.8} aria-hidden />}
        >
          {chosen
            ? say('By {toLowerCase}', { toLowerCase: chosen.label.toLowerCase() })
            : say('{what, select, sorting {Order} other {Order}}', { what: 'sorting' })}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {sorts.map(({ key, label }) => (
          <Menu.Item
            key={key}
            onClick={() => sortBy(key)}
            aria-current={key === sort ? 'true' : undefined}
            rightSection={key === sort && <Arrow size={13} aria-hidden />}
          >
            {label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
