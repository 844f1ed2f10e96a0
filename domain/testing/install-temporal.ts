// Test setup: gives Node a global Temporal, as the entry points of the server and the desktop's main process do.
import 'temporal-polyfill/global';
