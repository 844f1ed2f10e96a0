// Stand-ins for what lies outside main in tests: a file in memory, a keyring that turns texts around.
import type { KeptFile } from '../main/kept-file.ts';
import type { Sealer } from '../main/session-vault.ts';

/** A kept file in memory; `text` is what it holds. */
export function memoryFile(text: string | null = null): KeptFile & { text: string | null } {
  const file = {
    text,
    read: async () => file.text,
    write: async (next: string) => {
      file.text = next;
    },
    remove: async () => {
      file.text = null;
    },
  };
  return file;
}

/** A keyring whose seal is the text read backwards; `backend` names it. */
export function turningSealer(backend = 'gnome_libsecret'): Sealer & { rotated: boolean; broken: boolean } {
  const turn = (text: string): string => [...text].reverse().join('');
  const sealer = {
    rotated: false,
    broken: false,
    isAsyncEncryptionAvailable: async () => backend !== 'none',
    getSelectedStorageBackend: () => backend,
    encryptStringAsync: async (text: string) => {
      if (sealer.broken) throw new Error('the keyring is locked');
      return Buffer.from(turn(text));
    },
    decryptStringAsync: async (sealed: Buffer) => {
      if (sealer.broken) throw new Error('the keyring is locked');
      return { result: turn(sealed.toString()), shouldReEncrypt: sealer.rotated };
    },
  };
  return sealer;
}

/** A computer whose server gives no leases. */
export const noLease = { closed: () => null, isGranted: () => false, endsAt: () => null };
