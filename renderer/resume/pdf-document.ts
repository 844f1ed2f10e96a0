// PDF.js behind the page's security policy: its worker is one of our own files, nothing is evaluated, nothing is fetched.
import { GlobalWorkerOptions, getDocument, type PDFDocumentProxy } from 'pdfjs-dist';
import PdfWorker from 'pdfjs-dist/build/pdf.worker.min.mjs?worker';

export type PdfRefusal = 'locked' | 'broken' | 'slow';

/** Milliseconds within which a document has to be understood. */
const WITHIN_MS = 20_000;
const MOST_PIXELS = 16_000_000;

export interface OpenPdf {
  document: PDFDocumentProxy;
  close(): void;
}

/** Starts the worker, so that it is here when there is no network. */
export function warmPdf(): void {
  GlobalWorkerOptions.workerPort ??= new PdfWorker();
}

/** The open document, or why there is none. */
export async function openPdf(bytes: Uint8Array<ArrayBuffer>): Promise<OpenPdf | PdfRefusal> {
  warmPdf();
  const task = getDocument({
    // The worker takes the bytes away from whoever gives them.
    data: bytes.slice(),
    isEvalSupported: false,
    useWasm: false,
    useWorkerFetch: false,
    enableXfa: false,
    maxImageSize: MOST_PIXELS,
    verbosity: 0,
  });
  const close = () => void task.destroy();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<'slow'>((resolve) => {
    timer = setTimeout(() => resolve('slow'), WITHIN_MS);
  });
  try {
    const opened = await Promise.race([task.promise, late]);
    if (opened !== 'slow') return { document: opened, close };
    close();
    return 'slow';
  } catch (error) {
    close();
    return error instanceof Error && error.name === 'PasswordException' ? 'locked' : 'broken';
  } finally {
    clearTimeout(timer);
  }
}
