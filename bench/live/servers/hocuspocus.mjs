/* Hocuspocus with its SQLite extension as it comes, on 127.0.0.1. Arguments: port, folder of the database. */

import { join } from 'node:path'
import { SQLite } from '@hocuspocus/extension-sqlite'
import { Server } from '@hocuspocus/server'

const [port, folder] = process.argv.slice(2)
const server = new Server({
  address: '127.0.0.1',
  port: Number(port),
  quiet: true,
  extensions: [new SQLite({ database: join(folder, 'documents.sqlite3') })]
})
await server.listen()
