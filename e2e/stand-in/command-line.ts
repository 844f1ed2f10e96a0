// Electron's command line: Chromium's switches stand anywhere, the first argument that is no switch is the app.

export type CommandLine = {
  /** Switch → value, empty where it has none. Of a repeated one the last value counts. */
  switches: Map<string, string>;
  /** The app's folder or main file as given; null when there is none. */
  app: string | null;
  /** All arguments as they came, which is what the app sees behind its own path. */
  all: string[];
};

/** Reads the arguments after the program's name. */
export function parseCommandLine(args: readonly string[]): CommandLine {
  const switches = new Map<string, string>();
  for (const argument of args) {
    const [, name, value] = /^--([^=]+)(?:=(.*))?$/s.exec(argument) ?? [];
    if (name !== undefined) switches.set(name, value ?? '');
  }
  return { switches, app: args.find((argument) => !argument.startsWith('-')) ?? null, all: [...args] };
}

/** What process.argv holds in Electron when an unpackaged app runs: the program, then everything as it was given. */
export const appArgv = (program: string, line: CommandLine): string[] => [program, ...line.all];
