-- Renames recorded events to one scheme, noun.past_tense, on timelines, in exception histories, in the
-- audit log and in the outbox. The append-only triggers are off only for these updates.
CREATE TEMPORARY TABLE renamed_events (stored_in text, old text, new text) ON COMMIT DROP;--> statement-breakpoint
INSERT INTO renamed_events VALUES
  ('timeline', 'order.waiting', 'order.paused'),
  ('timeline', 'step.done', 'step.completed'),
  ('timeline', 'customer.mailed', 'customer.emailed'),
  ('timeline', 'customer.erased', 'order.customer_erased'),
  ('timeline', 'customer.data_requested', 'order.customer_data_requested'),
  ('timeline', 'receipt.sent_again', 'receipt.resent'),
  ('timeline', 'payment.authorization', 'payment.authorization_reported'),
  ('timeline', 'payment.sale', 'payment.sale_reported'),
  ('timeline', 'payment.capture', 'payment.capture_reported'),
  ('timeline', 'payment.refund', 'payment.refund_reported'),
  ('timeline', 'payment.void', 'payment.void_reported'),
  ('timeline', 'refund.made', 'refund.reported'),
  ('timeline', 'refund.incomplete', 'refund.partially_succeeded'),
  ('timeline', 'refund.settled_by_hand', 'refund.outcome_recorded'),
  ('timeline', 'resolution.mailed', 'resolution.emailed'),
  ('timeline', 'dispute.open', 'dispute.opened'),
  ('timeline', 'dispute.kept', 'dispute.won'),
  ('timeline', 'shipment.pending', 'shipment.created'),
  ('timeline', 'shipment.in_transit', 'shipment.dispatched'),
  ('exception', 'exception.taken', 'exception.self_assigned'),
  ('exception', 'exception.put_back', 'exception.unassigned'),
  ('exception', 'exception.waiting', 'exception.snoozed'),
  ('exception', 'exception.woke', 'exception.snooze_ended'),
  ('exception', 'exception.undone', 'exception.change_undone'),
  ('exception', 'exception.handed_to_engineers', 'exception.escalated_to_engineering'),
  ('exception', 'exception.handed_to_staff', 'exception.returned_to_staff'),
  ('exception', 'exception.acted', 'exception.action_taken'),
  ('exception', 'exception.link_failed', 'exception.payment_link_failed'),
  ('audit', 'view.choose_default', 'saved_view.default_chosen'),
  ('audit', 'view.save', 'saved_view.saved'),
  ('audit', 'view.delete', 'saved_view.deleted'),
  ('audit', 'alerts.set_role', 'role_alerts.saved'),
  ('audit', 'alerts.choose', 'staff_alerts.saved'),
  ('audit', 'alerts.add_webhook', 'alert_channel.added'),
  ('audit', 'alerts.remove_webhook', 'alert_channel.removed'),
  ('audit', 'storefront.configure', 'storefront.configured'),
  ('audit', 'refund_limits.save', 'refund_limits.saved'),
  ('audit', 'playbook.save', 'playbook.saved'),
  ('audit', 'retry_policy.save', 'retry_policy.saved'),
  ('audit', 'assignment.save', 'assignment.saved'),
  ('audit', 'work_hours.save', 'work_hours.saved'),
  ('audit', 'customer.request_data', 'customer.data_requested'),
  ('audit', 'customer.erase', 'customer.erased'),
  ('audit', 'customer.reveal', 'customer.personal_data_revealed'),
  ('audit', 'order.reveal', 'order.personal_data_revealed'),
  ('audit', 'order.resend_receipt', 'receipt.requested'),
  ('audit', 'order.add_note', 'note.added'),
  ('audit', 'order.edit_note', 'note.edited'),
  ('audit', 'order.assign', 'order.assigned'),
  ('audit', 'order.edit_address', 'address.edited'),
  ('audit', 'order.hold', 'order.held'),
  ('audit', 'order.release', 'order.released'),
  ('audit', 'order.add_tag', 'tag.added'),
  ('audit', 'order.remove_tag', 'tag.removed'),
  ('audit', 'order.cancel', 'order.canceled_by_staff'),
  ('audit', 'order.resume', 'order.resumed'),
  ('audit', 'orders.export', 'orders.export_started'),
  ('audit', 'document.open', 'document.opened'),
  ('audit', 'gift_card.reverse', 'gift_card.reversed'),
  ('audit', 'gift_card.void', 'gift_card.voided'),
  ('audit', 'gift_card.issue', 'gift_card.issued'),
  ('audit', 'gift_card.name', 'gift_card.identified'),
  ('audit', 'bulk.start', 'bulk_job.started'),
  ('audit', 'bulk.done', 'bulk_job.completed'),
  ('audit', 'bulk.cancel', 'bulk_job.canceled'),
  ('audit', 'refund.settle', 'refund.outcome_recorded'),
  ('audit', 'refund.retry', 'refund.retried'),
  ('audit', 'refund.expire', 'refund.expired'),
  ('audit', 'reshipment.expire', 'reshipment.expired'),
  ('audit', 'annotation.add', 'annotation.added'),
  ('audit', 'annotation.remove', 'annotation.removed'),
  ('audit', 'report.export', 'report.exported'),
  ('audit', 'report_rows.export', 'report_rows.export_started'),
  ('audit', 'report.schedule', 'report_schedule.created'),
  ('audit', 'report.unschedule', 'report_schedule.deleted'),
  ('audit', 'report.send', 'report_email.requested'),
  ('audit', 'report.sent', 'report_email.sent'),
  ('audit', 'breaker.probe', 'breaker.probe_requested'),
  ('outbox', 'hold/given-up', 'authorization/abandoned'),
  ('outbox', 'alert/due', 'alert/scheduled');--> statement-breakpoint
ALTER TABLE order_events DISABLE TRIGGER order_events_append_only;--> statement-breakpoint
ALTER TABLE exception_events DISABLE TRIGGER exception_events_append_only;--> statement-breakpoint
ALTER TABLE audit_log DISABLE TRIGGER audit_log_append_only;--> statement-breakpoint
UPDATE order_events e SET type = 'order.restocked'
  WHERE type = 'order.resumed' AND actor_kind = 'system' AND data->>'reason' = 'new stock covers the order';--> statement-breakpoint
UPDATE order_events e SET type = 'exception.auto_assigned'
  WHERE type = 'exception.assigned' AND actor_kind <> 'person';--> statement-breakpoint
UPDATE exception_events e SET type = 'exception.auto_assigned'
  WHERE type = 'exception.assigned' AND actor_kind <> 'person';--> statement-breakpoint
UPDATE exception_events SET type = 'exception.retried_with_order'
  WHERE type = 'exception.retried' AND data->'version' IS NULL;--> statement-breakpoint
UPDATE order_events e SET type = r.new FROM renamed_events r
  WHERE r.stored_in IN ('timeline', 'exception') AND e.type = r.old;--> statement-breakpoint
UPDATE exception_events e SET type = r.new,
  data = CASE WHEN e.data ? 'undid' THEN jsonb_set(e.data, '{undid}', to_jsonb(coalesce(
    (SELECT u.new FROM renamed_events u WHERE u.stored_in = 'exception' AND u.old = e.data->>'undid'),
    e.data->>'undid'))) ELSE e.data END
  FROM renamed_events r WHERE r.stored_in = 'exception' AND e.type = r.old;--> statement-breakpoint
UPDATE audit_log a SET action = r.new,
  subject_type = CASE WHEN r.new LIKE 'alert_channel.%' THEN 'alert_channel' ELSE a.subject_type END
  FROM renamed_events r WHERE r.stored_in IN ('audit', 'exception') AND a.action = r.old;--> statement-breakpoint
ALTER TABLE order_events ENABLE TRIGGER order_events_append_only;--> statement-breakpoint
ALTER TABLE exception_events ENABLE TRIGGER exception_events_append_only;--> statement-breakpoint
ALTER TABLE audit_log ENABLE TRIGGER audit_log_append_only;--> statement-breakpoint
UPDATE outbox o SET name = r.new FROM renamed_events r
  WHERE r.stored_in = 'outbox' AND o.name = r.old AND o.sent_at IS NULL;
