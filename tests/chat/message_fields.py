"""Every field of a message (Bot API 10.5): said about it, fit for a page, refused, or of Telegram itself."""

from __future__ import annotations

from typing import Any

#: What is said about a message, whatever it is.
ABOUT = frozenset((
    "message_id", "message_thread_id", "direct_messages_topic", "from", "sender_chat", "sender_boost_count",
    "sender_business_bot", "sender_tag", "date", "guest_query_id", "business_connection_id", "chat",
    "forward_origin", "is_topic_message", "is_automatic_forward", "reply_to_message", "external_reply", "quote",
    "reply_to_story", "reply_to_checklist_task_id", "reply_to_poll_option_id", "via_bot", "guest_bot_caller_user",
    "guest_bot_caller_chat", "edit_date", "has_protected_content", "is_from_offline", "is_paid_post",
    "media_group_id", "author_signature", "paid_star_count", "entities", "link_preview_options",
    "suggested_post_info", "effect_id", "caption", "caption_entities", "show_caption_above_media",
    "has_media_spoiler", "reply_markup",
))  # fmt: skip

#: What can be part of an article or an answer.
TAKEN = frozenset(("text", "rich_message", "document", "photo", "live_photo"))

#: What somebody sends that no page can have, with the least that Telegram sends of each.
REFUSED: dict[str, Any] = {
    "animation": {"file_id": "x", "file_unique_id": "x", "width": 1, "height": 1, "duration": 1},
    "audio": {"file_id": "x", "file_unique_id": "x", "duration": 1},
    "paid_media": {
        "star_count": 1,
        "paid_media": [
            {"type": "x", "live_photo": {"file_id": "x", "file_unique_id": "x", "width": 1, "height": 1, "duration": 1}}
        ],
    },
    "sticker": {
        "file_id": "x",
        "file_unique_id": "x",
        "type": "x",
        "width": 1,
        "height": 1,
        "is_animated": True,
        "is_video": True,
    },
    "story": {"chat": {"id": 1007, "type": "private", "first_name": "Rina"}, "id": 1},
    "video": {"file_id": "x", "file_unique_id": "x", "width": 1, "height": 1, "duration": 1},
    "video_note": {"file_id": "x", "file_unique_id": "x", "length": 1, "duration": 1},
    "voice": {"file_id": "x", "file_unique_id": "x", "duration": 1},
    "checklist": {"title": "x", "tasks": [{"id": 1, "text": "x"}]},
    "contact": {"phone_number": "x", "first_name": "x"},
    "dice": {"emoji": "x", "value": 1},
    "game": {
        "title": "x",
        "description": "x",
        "photo": [{"file_id": "x", "file_unique_id": "x", "width": 1, "height": 1}],
    },
    "poll": {
        "id": "x",
        "question": "x",
        "options": [{"persistent_id": "x", "text": "x", "voter_count": 1}],
        "total_voter_count": 1,
        "is_closed": True,
        "is_anonymous": True,
        "type": "x",
        "allows_multiple_answers": True,
        "allows_revoting": True,
        "members_only": True,
    },
    "venue": {"location": {"latitude": 1.5, "longitude": 1.5}, "title": "x", "address": "x"},
    "location": {"latitude": 1.5, "longitude": 1.5},
    "invoice": {"title": "x", "description": "x", "start_parameter": "x", "currency": "x", "total_amount": 1},
    "giveaway": {
        "chats": [{"id": 1007, "type": "private", "first_name": "Rina"}],
        "winners_selection_date": 1,
        "winner_count": 1,
    },
    "giveaway_winners": {
        "chat": {"id": 1007, "type": "private", "first_name": "Rina"},
        "giveaway_message_id": 1,
        "winners_selection_date": 1,
        "winner_count": 1,
        "winners": [{"id": 1002, "is_bot": False, "first_name": "Siti"}],
    },
}

#: What Telegram says in a chat by itself.
SERVICE: dict[str, Any] = {
    "new_chat_members": [{"id": 1002, "is_bot": False, "first_name": "Siti"}],
    "left_chat_member": {"id": 1002, "is_bot": False, "first_name": "Siti"},
    "chat_owner_left": {},
    "chat_owner_changed": {"new_owner": {"id": 1002, "is_bot": False, "first_name": "Siti"}},
    "new_chat_title": "x",
    "new_chat_photo": [{"file_id": "x", "file_unique_id": "x", "width": 1, "height": 1}],
    "delete_chat_photo": True,
    "group_chat_created": True,
    "supergroup_chat_created": True,
    "channel_chat_created": True,
    "message_auto_delete_timer_changed": {"message_auto_delete_time": 1},
    "migrate_to_chat_id": 1,
    "migrate_from_chat_id": 1,
    "pinned_message": {
        "message_id": 1,
        "date": 1,
        "chat": {"id": 1007, "type": "private", "first_name": "Rina"},
        "text": "x",
    },
    "successful_payment": {
        "currency": "x",
        "total_amount": 1,
        "invoice_payload": "x",
        "telegram_payment_charge_id": "x",
        "provider_payment_charge_id": "x",
    },
    "refunded_payment": {"currency": "x", "total_amount": 1, "invoice_payload": "x", "telegram_payment_charge_id": "x"},
    "users_shared": {"request_id": 1, "users": [{"user_id": 1}]},
    "chat_shared": {"request_id": 1, "chat_id": 1},
    "gift": {
        "gift": {
            "id": "x",
            "sticker": {
                "file_id": "x",
                "file_unique_id": "x",
                "type": "x",
                "width": 1,
                "height": 1,
                "is_animated": True,
                "is_video": True,
            },
            "star_count": 1,
        }
    },
    "unique_gift": {
        "gift": {
            "gift_id": "x",
            "base_name": "x",
            "name": "x",
            "number": 1,
            "model": {
                "name": "x",
                "sticker": {
                    "file_id": "x",
                    "file_unique_id": "x",
                    "type": "x",
                    "width": 1,
                    "height": 1,
                    "is_animated": True,
                    "is_video": True,
                },
                "rarity_per_mille": 1,
            },
            "symbol": {
                "name": "x",
                "sticker": {
                    "file_id": "x",
                    "file_unique_id": "x",
                    "type": "x",
                    "width": 1,
                    "height": 1,
                    "is_animated": True,
                    "is_video": True,
                },
                "rarity_per_mille": 1,
            },
            "backdrop": {
                "name": "x",
                "colors": {"center_color": 1, "edge_color": 1, "symbol_color": 1, "text_color": 1},
                "rarity_per_mille": 1,
            },
        },
        "origin": "x",
    },
    "gift_upgrade_sent": {
        "gift": {
            "id": "x",
            "sticker": {
                "file_id": "x",
                "file_unique_id": "x",
                "type": "x",
                "width": 1,
                "height": 1,
                "is_animated": True,
                "is_video": True,
            },
            "star_count": 1,
        }
    },
    "connected_website": "x",
    "write_access_allowed": {},
    "passport_data": {"data": [{"type": "x", "hash": "x"}], "credentials": {"data": "x", "hash": "x", "secret": "x"}},
    "proximity_alert_triggered": {
        "traveler": {"id": 1002, "is_bot": False, "first_name": "Siti"},
        "watcher": {"id": 1002, "is_bot": False, "first_name": "Siti"},
        "distance": 1,
    },
    "boost_added": {"boost_count": 1},
    "chat_background_set": {"type": {"type": "x", "fill": {"type": "x", "color": 1}, "dark_theme_dimming": 1}},
    "checklist_tasks_done": {},
    "checklist_tasks_added": {"tasks": [{"id": 1, "text": "x"}]},
    "direct_message_price_changed": {"are_direct_messages_enabled": True},
    "forum_topic_created": {"name": "x", "icon_color": 1},
    "forum_topic_edited": {},
    "forum_topic_closed": {},
    "forum_topic_reopened": {},
    "general_forum_topic_hidden": {},
    "general_forum_topic_unhidden": {},
    "giveaway_created": {},
    "giveaway_completed": {"winner_count": 1},
    "managed_bot_created": {"bot": {"id": 1002, "is_bot": False, "first_name": "Siti"}},
    "paid_message_price_changed": {"paid_message_star_count": 1},
    "poll_option_added": {"option_persistent_id": "x", "option_text": "x"},
    "poll_option_deleted": {"option_persistent_id": "x", "option_text": "x"},
    "suggested_post_approved": {"send_date": 1},
    "suggested_post_approval_failed": {"price": {"currency": "x", "amount": 1}},
    "suggested_post_declined": {},
    "suggested_post_paid": {"currency": "x"},
    "suggested_post_refunded": {"reason": "x"},
    "video_chat_scheduled": {"start_date": 1},
    "video_chat_started": {},
    "video_chat_ended": {"duration": 1},
    "video_chat_participants_invited": {"users": [{"id": 1002, "is_bot": False, "first_name": "Siti"}]},
    "web_app_data": {"data": "x", "button_text": "x"},
}
