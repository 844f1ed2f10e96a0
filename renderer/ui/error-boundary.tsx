// The last resort of the page: a defect of ours becomes plain words and a reload. Work is on the disk, nothing is lost.
import { Button } from '@mantine/core';
import { Component, type ErrorInfo, type ReactNode } from 'react';
import { say } from '../words/say.ts';
import { EmptyState } from './empty-state.tsx';

/** Words and a reload, for whatever shows an error in place of a screen. */
export function BrokenScreen() {
  return (
    <div role="alert">
      <EmptyState
        title={say('This screen has stopped working')}
        action={<Button onClick={() => window.location.reload()}>{say('Reload')}</Button>}
      >
        {say(
          'The fault is in the program, not in what you did. Everything you saved, and what you were typing, is kept on this computer.',
        )}
      </EmptyState>
    </div>
  );
}

interface Props {
  children: ReactNode;
  /** Told of every defect, with its stack, for the log. */
  onDefect?: (error: unknown, stack: string) => void;
}

/** Shows BrokenScreen in place of children that threw. */
export class ErrorBoundary extends Component<Props, { broken: boolean }> {
  override state = { broken: false };

  static getDerivedStateFromError(): { broken: boolean } {
    return { broken: true };
  }

  override componentDidCatch(error: unknown, info: ErrorInfo): void {
    this.props.onDefect?.(error, info.componentStack ?? '');
  }

  override render(): ReactNode {
    return this.state.broken ? <BrokenScreen /> : this.props.children;
  }
}
