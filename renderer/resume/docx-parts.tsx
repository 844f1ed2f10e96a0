// A Word document as plain paragraphs, lists and tables. What the converter gives is parsed where nothing of it can load or
// run, and built anew from a list of allowed elements without any of their attributes.
import { convertToHtml } from 'mammoth';
import { createElement, Fragment, type ReactNode } from 'react';

const KEPT = new Set(
  'p h1 h2 h3 h4 h5 h6 ul ol li strong em u s sub sup table thead tbody tr td th br'.split(' '),
);
const DROPPED = new Set(['script', 'style', 'iframe', 'object', 'svg', 'math', 'template']);
const PICTURE = /^data:image\/(png|jpeg|gif|webp);base64,/;
const MOST_NODES = 6_000;

/** The document's parts; rejects where it is none. */
export async function docxParts(bytes: Uint8Array<ArrayBuffer>): Promise<ReactNode> {
  const { value } = await convertToHtml({ arrayBuffer: bytes.slice().buffer });
  return partsOf(value);
}

/** The allowed parts of some HTML. */
export function partsOf(html: string): ReactNode {
  const { body } = new DOMParser().parseFromString(html, 'text/html');
  const left = { nodes: MOST_NODES };
  return childrenOf(body, left);
}

function childrenOf(node: Node, left: { nodes: number }): ReactNode[] {
  return [...node.childNodes].map((child, at) => partOf(child, at, left));
}

function partOf(node: Node, key: number, left: { nodes: number }): ReactNode {
  if (left.nodes-- <= 0) return null;
  if (node instanceof Text) return node.data;
  if (!(node instanceof Element)) return null;
  const name = node.localName;
  if (DROPPED.has(name)) return null;
  if (name === 'img') {
    const source = node.getAttribute('src') ?? '';
    return PICTURE.test(source) ? <img key={key} src={source} alt="" /> : null;
  }
  if (name === 'br') return <br key={key} />;
  if (!KEPT.has(name)) return <Fragment key={key}>{childrenOf(node, left)}</Fragment>;
  return createElement(HEADINGS[name] ?? name, { key }, ...childrenOf(node, left));
}

// The page has headings of its own above: those of the document stand below them.
const HEADINGS: Readonly<Record<string, string>> = { h1: 'h4', h2: 'h5', h3: 'h6', h4: 'h6', h5: 'h6' };
