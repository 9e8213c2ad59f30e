// The sentences come with the page, in the reader's language; here their gaps are filled in.

/**
 * @param {Record<string, string>} table
 * @returns {(key: string, filling?: Record<string, string | number>) => string}
 */
export function speaker(table) {
  return (key, filling = {}) =>
    (table[key] ?? key).replace(/\{(\w+)\}/g, (gap, name) => String(filling[name] ?? gap));
}

/** One thing has a sentence of its own: `key.one` and `key.many`. */
export function counted(t, key, count, filling = {}) {
  return t(`${key}.${count === 1 ? "one" : "many"}`, { ...filling, count });
}
