// What is taken out of the built main, one guard at a time, and the spec that has to notice. A guard is found by its own
// text in out/main/index.js; text that is not there exactly once is an error, so that a mutation cannot fade away.
// @ts-check

/**
 * @typedef {object} Mutation
 * @property {string} name what is wrong with this build
 * @property {string} item of Electron's security list, or what else it is
 * @property {string} find
 * @property {string} put in its place
 * @property {string} spec file
 * @property {string} test title of the test that has to fail
 */

const GUARDS = 'shell-guards.spec.ts';
const SHELL = 'shell.spec.ts';

/** @type {Mutation[]} */
export const MUTATIONS = [
  {
    ...{ name: 'the window has no sandbox', item: '4' },
    ...{ find: 'sandbox: true,', put: 'sandbox: false,' },
    ...{ spec: SHELL, test: 'the page has the named functions and nothing of Electron or Node' },
  },
  {
    ...{ name: 'page and preload share a world', item: '3' },
    ...{ find: 'contextIsolation: true,', put: 'contextIsolation: false,' },
    ...{ spec: SHELL, test: 'the page has the named functions and nothing of Electron or Node' },
  },
  {
    ...{ name: 'the page has Node', item: '2' },
    ...{ find: 'nodeIntegration: false,', put: 'nodeIntegration: true,' },
    ...{ spec: SHELL, test: 'the page has the named functions and nothing of Electron or Node' },
  },
  {
    ...{ name: 'every permission is given', item: '5' },
    ...{ find: 'GRANTED.has(permission) &&', put: '' },
    ...{ spec: GUARDS, test: 'only what the app uses is permitted' },
  },
  {
    ...{ name: 'the page comes without a policy', item: '7' },
    ...{ find: '"content-security-policy": pagePolicy(nonce),', put: '' },
    ...{ spec: SHELL, test: 'inline script, eval and foreign servers are stopped' },
  },
  {
    ...{ name: 'answers of the server can be opened as pages', item: '7' },
    ...{
      find: `out.set("content-security-policy", "default-src 'none'; sandbox");`,
      put: '',
    },
    ...{ spec: GUARDS, test: 'what the server sends cannot become a page with rights' },
  },
  {
    ...{ name: 'the window goes anywhere', item: '13' },
    ...{ find: 'if (!isAppPage(event.url)) event.preventDefault();', put: '' },
    ...{ spec: SHELL, test: 'the window stays on the app' },
  },
  {
    ...{ name: 'a second window opens', item: '14' },
    ...{ find: 'return { action: "deny" };', put: 'return { action: "allow" };' },
    ...{ spec: GUARDS, test: 'no second window opens, and a frame is not let in' },
  },
  {
    ...{ name: 'any address is handed to the system', item: '15' },
    ...{ find: 'if (!ALLOWED.has(url.protocol)) return null;', put: '' },
    ...{ spec: SHELL, test: 'links go out by the system, only those that are safe' },
  },
  {
    ...{ name: 'whoever asks is answered', item: '17' },
    ...{
      find: 'if (frame === null || frame.parent !== null || frame.origin !== origin)',
      put: 'if (frame === null)',
    },
    ...{ spec: GUARDS, test: 'a page of another origin gets no answer of main' },
  },
  {
    ...{ name: 'arguments are not looked at', item: '17' },
    ...{
      find: 'const parsed = call.args.safeParse(args);',
      put: 'const parsed = { success: true, data: args };',
    },
    ...{ spec: GUARDS, test: 'arguments and replies outside the contract are refused' },
  },
  {
    ...{ name: 'replies are not looked at', item: '17' },
    ...{
      find: 'const reply = call.reply.safeParse(await answer(...parsed.data));',
      put: 'const reply = { success: true, data: await answer(...parsed.data) };',
    },
    ...{ spec: GUARDS, test: 'arguments and replies outside the contract are refused' },
  },
  {
    ...{ name: 'files beside the page are given out', item: '18' },
    ...{ find: 'return path.startsWith(normalize(folder + sep)) ? path : null;', put: 'return path;' },
    ...{ spec: GUARDS, test: 'nothing outside the built page can be asked for' },
  },
  {
    ...{ name: 'the page gets the tokens', item: 'session' },
    ...{ find: 'JSON.stringify(forThePage)', put: 'JSON.stringify(signedIn.data)' },
    ...{ spec: SHELL, test: 'tokens never reach the page, and main sends them' },
  },
  {
    ...{ name: 'the page is not told that there is no keyring', item: 'session' },
    ...{ find: 'insecure: () => !protectedHere()', put: 'insecure: () => false' },
    ...{
      spec: SHELL,
      test: 'without a keyring a PIN comes first, the session is not written down, and the page knows',
    },
  },
  {
    ...{ name: 'the program starts twice', item: 'life' },
    ...{ find: 'if (app.requestSingleInstanceLock()) app', put: 'if (true) app' },
    ...{
      spec: GUARDS,
      test: 'a second start hands its link to the first and ends; one that leads nowhere is not followed',
    },
  },
  {
    ...{ name: 'any link is followed', item: 'life' },
    ...{ find: 'route !== void 0 && ROUTE.test(route)', put: 'route !== void 0' },
    ...{
      spec: GUARDS,
      test: 'a second start hands its link to the first and ends; one that leads nowhere is not followed',
    },
  },
  {
    ...{ name: 'a page that has crashed stays away', item: 'life' },
    ...{ find: 'if (deps.allow()) contents.reload();', put: 'if (deps.allow()) return;' },
    ...{ spec: SHELL, test: 'a page that crashes is there again by itself' },
  },
  {
    ...{ name: 'the log is not redacted', item: 'log' },
    ...{ find: 'data: message.data.map((part) => redact(part))', put: 'data: message.data' },
    ...{ spec: GUARDS, test: 'what is logged is without tokens and addresses' },
  },
];
