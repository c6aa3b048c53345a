const isElement = (node: unknown): node is Record<string, unknown> => typeof node === 'object' && node !== null;

/** Every text of an XML document that stands in an element of one of these names, at any depth, in the order of the document. */
export const xmlValues = (document: unknown, ...names: string[]): string[] => {
  if (Array.isArray(document)) return document.flatMap((node) => xmlValues(node, ...names));
  if (!isElement(document)) return [];
  return Object.entries(document).flatMap(([name, node]) => {
    const texts: unknown[] = Array.isArray(node) ? node : [node];
    const own = names.includes(name) ? texts.filter((text): text is string => typeof text === 'string') : [];
    return [...own, ...xmlValues(node, ...names)];
  });
};

/** Every element of this name, at any depth, as an object. */
export const xmlElements = (document: unknown, name: string): unknown[] => {
  if (Array.isArray(document)) return document.flatMap((node) => xmlElements(node, name));
  if (!isElement(document)) return [];
  return Object.entries(document).flatMap(([key, node]) => {
    const own: unknown[] = Array.isArray(node) ? node : [node];
    return [...(key === name ? own : []), ...xmlElements(node, name)];
  });
};
