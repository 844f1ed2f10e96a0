// Whether the program starts when the person signs in to the computer. macOS and Windows keep that themselves; on Linux,
// where Electron's call does nothing, it is a file in the desktop's autostart folder.
import type { KeptFile } from './kept-file.ts';

export type LaunchDeps = {
  platform: string;
  /** A program that is run from its source is not started by the system. */
  packaged: boolean;
  /** The installed program; on Linux the AppImage itself, where it is one. */
  program: string;
  /** Electron's, on macOS and Windows. */
  app: {
    getLoginItemSettings(): { openAtLogin: boolean };
    setLoginItemSettings(settings: { openAtLogin: boolean }): void;
  };
  /** `autostart/callbook.desktop` in the configuration folder, on Linux. */
  file: KeptFile;
};

export type LaunchAtLogin = {
  /** Null where the program cannot be started so. */
  isOn(): Promise<boolean | null>;
  set(on: boolean): Promise<void>;
};

/** Source: Desktop Application Autostart Specification 0.5; `Hidden=true` is how desktops switch one off. */
const OFF = /^(Hidden=true|X-GNOME-Autostart-enabled=false)\s*$/m;

export function createLaunchAtLogin({ platform, packaged, program, app, file }: LaunchDeps): LaunchAtLogin {
  const possible = packaged && ['linux', 'darwin', 'win32'].includes(platform);
  return {
    isOn: async () => {
      if (!possible) return null;
      if (platform !== 'linux') return app.getLoginItemSettings().openAtLogin;
      const text = await file.read();
      return text !== null && !OFF.test(text);
    },
    set: async (on) => {
      if (!possible) return;
      if (platform !== 'linux') app.setLoginItemSettings({ openAtLogin: on });
      else if (on) await file.write(autostart(program));
      else await file.remove();
    },
  };
}

const autostart = (program: string): string => `[Desktop Entry]
Type=Application
Name=Callbook
Exec=${quoted(program)}
Terminal=false
X-GNOME-Autostart-enabled=true
`;

/** An argument of Exec: quoted, its own quotes escaped, `%` doubled. Source: Desktop Entry Specification, The Exec key. */
const quoted = (path: string): string =>
  `"${path
    .replace(/["`$\\]/g, '\\$&')
    .replaceAll('\\', '\\\\')
    .replaceAll('%', '%%')}"`;
