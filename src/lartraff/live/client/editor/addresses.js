// Which addresses may stand in minutes.

const SCHEMES = ["http:", "https:", "mailto:"]

/** @returns {boolean} whether a link may point there */
export function isSafe(address) {
  try {
    return SCHEMES.includes(new URL(address).protocol)
  } catch {
    return false
  }
}

/** Photographs are only shown from our own house. */
export function isPhoto(address) {
  return /^\/photos\/[\w-]+\/$/.test(address)
}

/**
 * The address that somebody meant: "skolverket.se" is a page, "anna@skola.se" is an e-mail address.
 * @param {string} typed
 * @returns {string|null} null when it is not an address
 */
export function readAddress(typed) {
  const text = typed.trim()
  if (!text || /\s/.test(text)) return null
  if (/^[^@/:]+@[^@/:]+\.[^@/:]+$/.test(text)) return `mailto:${text}`
  if (/^(https?:\/\/|mailto:)./i.test(text)) return isSafe(text) ? text : null
  if (/^[^@/:.]+(\.[^@/:.]+)+(:\d+)?([/?#].*)?$/.test(text) && isSafe(`https://${text}`)) return `https://${text}`
  return null
}
