// Reads server-sent events from the bytes of a response: events with their name and data, comments as heartbeats.
// Source: HTML standard, 9.2.6 (interpreting an event stream).

export interface ServerEvent {
  /** `message` where the server gave no name. */
  name: string;
  data: string;
}

/** A reader that is fed text as it comes, in pieces of any size, and answers with the events completed by it. */
export function createEventReader(): (piece: string) => ServerEvent[] {
  let rest = '';
  let name = '';
  let data: string[] = [];
  const line = (text: string): ServerEvent[] => {
    if (text === '') {
      const event = { name: name || 'message', data: data.join('\n') };
      const complete = data.length > 0 || name !== '';
      name = '';
      data = [];
      return complete ? [event] : [];
    }
    const colon = text.indexOf(':');
    const field = colon === -1 ? text : text.slice(0, colon);
    const value = colon === -1 ? '' : text.slice(colon + 1).replace(/^ /, '');
    if (field === 'event') name = value;
    if (field === 'data') data.push(value);
    return [];
  };
  return (piece) => {
    const lines = (rest + piece).split(/\r\n|\n|\r(?!$)/);
    rest = lines.pop() ?? '';
    return lines.flatMap(line);
  };
}
