import { expect, test } from 'vitest';
import { isGranted, setUpPermissions } from './permissions.ts';

test('the page may notify, keep its data and write to the clipboard, and nothing else', () => {
  for (const permission of ['notifications', 'persistent-storage', 'clipboard-sanitized-write']) {
    expect(isGranted(permission, 'app://bundle')).toBe(true);
    expect(isGranted(permission, 'app://bundle/')).toBe(true);
    expect(isGranted(permission, 'https://example.com')).toBe(false);
  }
  for (const permission of ['geolocation', 'media', 'clipboard-read', 'openExternal', 'hid']) {
    expect(isGranted(permission, 'app://bundle')).toBe(false);
  }
});

test('questions and looks are answered alike', () => {
  const answers: boolean[] = [];
  setUpPermissions({
    setPermissionRequestHandler: (handler) => {
      const answer = (granted: boolean): void => void answers.push(granted);
      handler(null, 'notifications', answer, { requestingUrl: 'app://bundle/#/today' });
      handler(null, 'notifications', answer, { requestingUrl: 'https://example.com/' });
      handler(null, 'notifications', answer, { requestingUrl: '' });
    },
    setPermissionCheckHandler: (handler) => void answers.push(handler(null, 'media', 'app://bundle')),
  });
  expect(answers).toEqual([true, false, false, false]);
});
