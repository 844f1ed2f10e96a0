// The clipboard and the telephone, inside the desktop program and in a browser.
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { DesktopApi } from '../../electron/ipc/contract.ts';
import { bareDesktop } from '../testing/bare-desktop.ts';
import { copyText, dialNumber } from './copy-text.ts';
import { saveFile } from './save-file.ts';

afterEach(() => {
  delete window.callbook;
  vi.restoreAllMocks();
});

describe('in the desktop program', () => {
  const done: string[] = [];
  const desktop: DesktopApi = {
    ...bareDesktop,
    copyText: async (text) => void done.push(`copied ${text}`),
    dial: async (number) => {
      done.push(`dialled ${number}`);
      return 'dialled';
    },
    saveFile: async (name) => {
      done.push(`saved ${name}`);
      return false;
    },
  };

  it('the program does it', async () => {
    window.callbook = desktop;
    expect(await copyText('a')).toBe(true);
    expect(await dialNumber('+49 341 1')).toBe('dialled');
    expect(await saveFile('a.json', new Uint8Array())).toBe(false);
    expect(done).toEqual(['copied a', 'dialled +49 341 1', 'saved a.json']);
  });
});

describe('in a browser', () => {
  it('a number is copied', async () => {
    const write = vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue();
    expect(await dialNumber('+49 341 1')).toBe('copied');
    expect(write).toHaveBeenCalledWith('+49 341 1');
  });

  it('it is said when the clipboard is not allowed, and a defect is not hidden', async () => {
    const write = vi.spyOn(navigator.clipboard, 'writeText');
    write.mockRejectedValueOnce(new DOMException('no', 'NotAllowedError'));
    expect(await dialNumber('+49 341 1')).toBe('failed');
    write.mockRejectedValueOnce(new TypeError('a defect'));
    await expect(copyText('a')).rejects.toThrow('a defect');
  });

  it('a file is downloaded', async () => {
    const click = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => undefined);
    expect(await saveFile('a.json', new Uint8Array([1]))).toBe(true);
    expect(click).toHaveBeenCalledTimes(1);
  });
});
