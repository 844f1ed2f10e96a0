// A card that is dragged and a column that takes it, by the pointer. Keys and the card's menu do the same without it.
import { draggable, dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter';
import { type RefObject, useEffect, useState } from 'react';

/** Makes the element a card that can be dragged; answers whether it is being dragged. */
export function useDraggedCard(card: RefObject<HTMLElement | null>, leadId: string): boolean {
  const [dragged, setDragged] = useState(false);
  useEffect(() => {
    const element = card.current;
    if (element === null) return;
    return draggable({
      element,
      getInitialData: () => ({ lead_id: leadId }),
      onDragStart: () => setDragged(true),
      onDrop: () => setDragged(false),
    });
  }, [card, leadId]);
  return dragged;
}

/** Makes the element a place for cards; answers whether one hovers over it. `take` must not change with every render. */
export function useCardPlace(column: RefObject<HTMLElement | null>, take: (leadId: string) => void): boolean {
  const [over, setOver] = useState(false);
  useEffect(() => {
    const element = column.current;
    if (element === null) return;
    return dropTargetForElements({
      element,
      canDrop: ({ source }) => typeof source.data['lead_id'] === 'string',
      onDragEnter: () => setOver(true),
      onDragLeave: () => setOver(false),
      onDrop: ({ source }) => {
        setOver(false);
        take(String(source.data['lead_id']));
      },
    });
  }, [column, take]);
  return over;
}
