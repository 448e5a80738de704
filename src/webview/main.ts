import type { ToWebview } from '../shared/protocol.ts';
import { ChatApp } from './chatApp.ts';
import { post } from './host.ts';
import { PageStore } from './pageStore.ts';

const store = new PageStore();
document.body.append(new ChatApp(store));
addEventListener('message', ({ data }: MessageEvent<ToWebview>) => store.receive(data));
post({ type: 'ready' });
