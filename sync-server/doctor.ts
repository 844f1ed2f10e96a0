// npm run doctor: what is wrong with this server's set-up and what to do, a line a part. The server need not run, and
// nothing is changed.
import 'temporal-polyfill/global';
import { examine } from './doctor/examine.ts';
import { lineOf } from './doctor/finding.ts';

const findings = await examine(process.env, (finding) => console.log(lineOf(finding)));
const wrong = findings.filter(({ state }) => state === 'wrong').length;
console.log(wrong === 0 ? 'Nothing is wrong.' : `${wrong} ${wrong === 1 ? 'part is' : 'parts are'} wrong.`);
process.exitCode = wrong === 0 ? 0 : 1;
