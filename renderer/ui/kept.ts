// The page's storage as everything takes it that keeps something of a person's on this computer: in the desktop edition it is
// sealed by the device key, in a browser it is the browser's own.
import { createContext, use } from 'react';

export const KeptContext = createContext<Storage | null>(null);

/** Where drafts, lists and choices are kept between runs. */
export const useKept = (): Storage => use(KeptContext) ?? window.localStorage;
