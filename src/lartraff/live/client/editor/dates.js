// Dates as people type them.

const DAY = 24 * 60 * 60 * 1000

/** @returns {string} "2026-04-08" of the day by the clock on the wall */
export function isoDate(day) {
  const two = (number) => String(number).padStart(2, "0")
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`
}

/** @returns {Date} as many days later (or earlier) */
export function daysFrom(day, count) {
  return new Date(day.getFullYear(), day.getMonth(), day.getDate() + count)
}

/** "8 april", and with its year when that is another than today's. */
export function dateLabel(day, today, language) {
  const year = day.getFullYear() === today.getFullYear() ? undefined : "numeric"
  return new Intl.DateTimeFormat(language, { day: "numeric", month: "long", year }).format(day)
}

/** Number 0–11 of the month whose name starts so, in the page's language or in English; -1 for none. */
function monthOf(start, language) {
  for (const tongue of [language, "en"]) {
    const name = new Intl.DateTimeFormat(tongue, { month: "long" })
    const wanted = start.toLocaleLowerCase(tongue)
    for (let month = 0; month < 12; month += 1) {
      if (name.format(new Date(2026, month, 1)).toLocaleLowerCase(tongue).startsWith(wanted)) return month
    }
  }
  return -1
}

/** The day, if there is such a day: 31 April is none. */
function real(year, month, date) {
  const day = new Date(year, month, date)
  return day.getMonth() === month && day.getDate() === date ? day : null
}

/** Of last year's, this year's and next year's, the one nearest to today. */
function nearest(month, date, today) {
  const years = [-1, 0, 1].map((more) => real(today.getFullYear() + more, month, date)).filter(Boolean)
  const away = (day) => Math.abs(day - today) / DAY
  return years.sort((one, other) => away(one) - away(other))[0] || null
}

/**
 * @param {string} typed "8 apr", "8/4", "april 8", "2026-04-08"
 * @param {Date} today
 * @param {string} language of the month's name
 * @returns {Date|null}
 */
export function readDate(typed, today, language) {
  const text = typed.trim()
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text)
  if (iso) return real(Number(iso[1]), Number(iso[2]) - 1, Number(iso[3]))
  const figures = /^(\d{1,2})\/(\d{1,2})$/.exec(text)
  if (figures) return nearest(Number(figures[2]) - 1, Number(figures[1]), today)
  const words = /^(?:(\d{1,2})\.? ?(\p{L}{3,})|(\p{L}{3,}) (\d{1,2}))\.?(?: (\d{4}))?$/u.exec(text)
  if (!words) return null
  const month = monthOf(words[2] || words[3], language)
  const date = Number(words[1] || words[4])
  if (month < 0) return null
  return words[5] ? real(Number(words[5]), month, date) : nearest(month, date, today)
}
