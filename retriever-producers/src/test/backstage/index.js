'use strict';
/* A Backstage catalog backend on 127.0.0.1: node index.js PORT TOKEN ENTITIES_FILE. Its database is in memory. */

const Module = require('module');
const { Database } = require('node-sqlite3-wasm');

/** What knex needs of better-sqlite3, over SQLite in WebAssembly: nothing has to be compiled or downloaded. */
class WasmDatabase {
  constructor(filename) {
    this.database = new Database(filename);
  }

  prepare(sql) {
    const { database } = this;
    return {
      reader: /^\s*(select|with|pragma|explain)\b/i.test(sql) || /\breturning\b/i.test(sql),
      all: bindings => database.all(sql, bindings),
      run: bindings => {
        const { changes, lastInsertRowId } = database.run(sql, bindings);
        return { changes, lastInsertRowid: lastInsertRowId };
      },
    };
  }

  close() {
    this.database.close();
  }
}

const load = Module._load;
Module._load = (request, ...rest) => (request === 'better-sqlite3' ? WasmDatabase : load(request, ...rest));

const { createBackend } = require('@backstage/backend-defaults');
const { coreServices, createServiceFactory } = require('@backstage/backend-plugin-api');
const { ConfigReader } = require('@backstage/config');

const [port, token, entities] = process.argv.slice(2);
const config = new ConfigReader({
  app: { baseUrl: `http://127.0.0.1:${port}` },
  backend: {
    baseUrl: `http://127.0.0.1:${port}`,
    listen: { host: '127.0.0.1', port: Number(port) },
    database: { client: 'better-sqlite3', connection: ':memory:' },
    auth: { externalAccess: [{ type: 'static', options: { token, subject: 'tech-insights' } }] },
  },
  catalog: {
    rules: [{ allow: ['Component', 'API', 'System', 'Domain', 'Resource', 'Group', 'User', 'Location'] }],
    locations: [{ type: 'file', target: entities }],
    processingInterval: { hours: 1 },
  },
});

const backend = createBackend();
backend.add(createServiceFactory({ service: coreServices.rootConfig, deps: {}, factory: () => config }));
backend.add(require('@backstage/plugin-catalog-backend'));
backend.start().catch(error => {
  console.error(error);
  process.exit(1);
});
