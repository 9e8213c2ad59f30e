import { Editor } from "./editor/index.js"

export { Editor }
