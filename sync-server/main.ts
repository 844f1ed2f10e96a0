// The server's entry: Temporal for Node, then the process.
import 'temporal-polyfill/global';
import { runProcess } from './main/run-process.ts';

await runProcess(process);
