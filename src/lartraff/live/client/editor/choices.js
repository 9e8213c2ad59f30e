// What "@" offers: people of the group, dates, and what the line itself can become.
import { dateLabel, daysFrom, isoDate, readDate } from "./dates.js"

const LINES = ["information", "decision", "task"]

/**
 * @typedef {object} Choice
 * @property {"people"|"dates"|"lines"} group
 * @property {string} text what is written, and shown first
 * @property {string} more what is shown beside it
 * @property {string} ref id of the person, day of the date, kind of the line
 */

const starts = (text, typed) => text.toLocaleLowerCase().split(/\s+/).some((word, index, words) =>
  words.slice(index).join(" ").startsWith(typed.toLocaleLowerCase()))

/** Two of the same given name are told apart by their whole names. */
function peopleChoices(people, typed) {
  return people.filter((person) => starts(person.name, typed)).map((person) => {
    const alone = people.filter((other) => other.given === person.given).length === 1
    return {
      group: "people",
      ref: String(person.id),
      text: alone ? person.given : person.name,
      more: alone && person.name !== person.given ? person.name : "",
    }
  })
}

function dateChoices({ today, nextMeeting, language, say }, typed) {
  const known = [
    ["editor.mention.today", today],
    ["editor.mention.tomorrow", daysFrom(today, 1)],
    ["editor.mention.meeting", nextMeeting],
    ["editor.mention.week", daysFrom(today, 7)],
  ]
  const choice = (day, more) => ({ group: "dates", ref: isoDate(day), text: dateLabel(day, today, language), more })
  const named = known.filter(([key, day]) => day && starts(say(key), typed)).map(([key, day]) => choice(day, say(key)))
  const typedDay = readDate(typed, today, language)
  return typedDay ? [choice(typedDay, ""), ...named] : named
}

function lineChoices({ say }, typed) {
  return LINES.filter((name) => starts(say(`editor.${name}`), typed)).map((name) => ({
    group: "lines",
    ref: name.toUpperCase(),
    text: say(`editor.${name}`),
    more: "",
  }))
}

/**
 * @param {string} typed after the "@"
 * @param {{people: object[], today: Date, nextMeeting: Date|null, language: string, say: (key: string) => string}} room
 * @returns {Choice[]}
 */
export function choicesFor(typed, room) {
  return [...peopleChoices(room.people, typed), ...dateChoices(room, typed), ...lineChoices(room, typed)]
}
