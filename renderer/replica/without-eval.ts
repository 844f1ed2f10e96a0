// Keeps zod from compiling parsers with new Function, which the content security policy forbids. Import it before
// anything that builds a schema: zod decides when a schema is made.
import { z } from 'zod';

z.config({ jitless: true });
