// The commands of the JavaScript app that are about its client: calls, pages, files, refusals, limits.

exports.listen = (app, log) => {
  app.command('/calls', async ({ ack, client, command }) => {
    await ack();
    const { channel_id: channel, user_id: user } = command;
    const metadata = { event_type: 'called', event_payload: { by: user } };
    const { ts, message } = await client.chat.postMessage({ channel, text: 'one < two', metadata });
    const updated = await client.chat.update({ channel, ts, text: 'two' });
    await client.chat.postEphemeral({ channel, user, text: 'only you' });
    const { permalink } = await client.chat.getPermalink({ channel, message_ts: ts });
    await client.pins.add({ channel, timestamp: ts });
    const { items } = await client.pins.list({ channel });
    const at = { latest: ts, limit: 1, inclusive: true, include_all_metadata: true };
    const { messages } = await client.conversations.history({ channel, ...at });
    const { channel: info } = await client.conversations.info({ channel, include_num_members: true });
    const { members } = await client.conversations.members({ channel });
    const { channel: direct } = await client.conversations.open({ users: user });
    const { user: person } = await client.users.info({ user });
    const { user: found } = await client.users.lookupByEmail({ email: 'ben@house.example' });
    const { user_id: me } = await client.auth.test();
    await client.chat.delete({ channel, ts });
    log('calls', {
      posted: message.text,
      updated: updated.text,
      permalink,
      pinned: items.length,
      metadata: messages[0].metadata,
      members: [info.num_members, ...members],
      direct: direct.id,
      people: [person.real_name, found.id, me],
    });
  });

  app.command('/pages', async ({ ack, client }) => {
    await ack();
    const pages = [];
    for await (const page of client.paginate('users.list', { limit: 2 })) pages.push(page.members.map(({ name }) => name));
    log('pages', { pages });
  });

  app.command('/file', async ({ ack, client, command }) => {
    await ack();
    const uploaded = await client.files.uploadV2({
      channel_id: command.channel_id,
      content: 'one\ntwo\n',
      filename: 'list.txt',
      title: 'A list',
      initial_comment: 'here it is',
    });
    // One answer for each group of files that went together.
    log('file', { files: uploaded.files.flatMap(({ files }) => files.map(({ id, title }) => ({ id, title }))) });
  });

  app.command('/refused', async ({ ack, client, command }) => {
    await ack();
    const channel = command.channel_id;
    const refusals = [];
    for (const call of [
      () => client.conversations.info({ channel: 'C0NOWHERE1' }),
      () => client.chat.postMessage({ channel, text: 'x', blocks: [{ type: 'section' }] }),
      () => client.conversations.create({ name: 'Not A Name' }),
      () => client.apiCall('no.such'),
    ]) {
      const error = await call().catch((error) => error);
      refusals.push([error.data.error, error.data.response_metadata.messages ?? []]);
    }
    log('refused', { refusals });
  });

  // The client waits as long as it is told, and tries again by itself.
  app.command('/limited', async ({ ack, client, command }) => {
    await ack();
    const { ok } = await client.chat.postMessage({ channel: command.channel_id, text: 'patience' });
    log('limited', { ok });
  });
};
