// Imported before anything that makes a schema: the content security policy refuses compiled code, so zod must not try.
import { z } from 'zod';

z.config({ jitless: true });
