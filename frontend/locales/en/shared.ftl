# Texts that more than one area uses. The file of an area comes after this one.

document-title = { $page } · Anteroom
close = Close
cancel = Cancel
copy = Copy
copied = Copied
copy-failed = Copying is not possible here. Select the text and copy it by hand.
undo = Undo
dismiss = Dismiss
loading = Loading
try-again = Try again
sign-in = Sign in
sign-out = Sign out
save = Save
rename = Rename
remove = Remove
back = Back
just-now = just now
in-a-moment = in a moment
show-password = Show password
skip-to-content = Skip to content
preferences = Language and theme
language = Language
theme = Theme
theme-system = As the system
theme-light = Light
theme-dark = Dark
pager-label = Pages
pager-newest = Newest
pager-older = Older
qr-too-long = This text is too long for a QR code.
confirm-type-name = Type “{ $name }” to confirm
leave-unsaved-question = You have changes that are not saved. Leave anyway?
error-summary-title = Please check these fields
failure-title = That did not work
forbidden-title = Not allowed
stale-title = Not up to date
request-id = Request id

# Authentication methods.
method-password = Password
method-email_code = E-mail code
method-sms_code = SMS code
method-totp = Authenticator app
method-passkey = Passkey
method-mobile_app = Phone
method-oidc = Identity provider

# Profiles and tokens.
kind-mobile_app = Phone
kind-totp = Authenticator app
channel-browser = QR code on the screen
channel-email = QR code by e-mail
channel-sms = Link by SMS
profile-status-active = Active
profile-status-suspended = Suspended
profile-status-revoked = Removed
token-status-issued = Waiting for a phone
token-status-claimed = Waiting for the code
token-status-completed = Completed
token-status-expired = Expired
token-status-revoked = Cancelled
token-status-rejected = Rejected

# What went wrong, by the code of the problem document.
problem-no_answer = Anteroom does not answer. Check your connection and try again.
problem-unknown = Something unexpected happened. Try again, or ask your help desk.
problem-malformed_request = The page sent something that Anteroom cannot read. Load the page again.
problem-invalid_parameter = This address holds something that Anteroom cannot read.
problem-wrong_host = This page was opened under an address that Anteroom does not answer to.
problem-invalid_path = This address cannot be read.
problem-sign_in_required = You are not signed in any more. Sign in to go on.
problem-credentials_wrong = That is not right. Check what you typed and try again.
problem-proof_invalid = The key of this phone was not accepted.
problem-use_dpop_nonce = The proof was too old. Try again.
problem-profile_unknown = Anteroom does not know this phone.
problem-csrf_refused = The request did not come from this page. Load the page again.
problem-forbidden = Your role does not allow this.
problem-access_denied = The access rules do not allow this now.
problem-step_up_required = This needs one more proof that it is you.
problem-not_found = This is not here, or not for you.
problem-provisioning_token_unusable = This code cannot be used. It may be too old, or used already.
problem-method_not_allowed = This is not possible here.
problem-state_conflict = This is not possible any more. Load the page again to see what changed.
problem-already_exists = There is something of this name already.
problem-setup_done = Set-up is done: the first owner exists.
problem-in_use = It is still in use somewhere.
problem-last_owner = The last owner must stay. Make somebody else an owner first.
problem-built_in = This ships with Anteroom and stays.
problem-version_stale = Somebody else changed this in the meantime.
problem-body_too_large = That is too much at once.
problem-media_type_wrong = The page sent something that Anteroom cannot read. Load the page again.
problem-content_refused = Something in the form is not right.
problem-confirmation_code_wrong = { $attempts ->
        [0] That code was wrong. The phone was turned away.
        [one] That code is wrong. One try is left.
       *[other] That code is wrong. { $attempts } tries are left.
    }
problem-totp_code_wrong = That code is wrong. Wait for the next one in your app and type it.
problem-self_service_not_ready = Self-service cannot be switched on yet.
problem-version_required = The page lost track of the version. Load it again.
problem-too_many_tries-seconds = { $seconds ->
        [one] Too many tries. Wait one second.
       *[other] Too many tries. Wait { $seconds } seconds.
    }
problem-too_many_tries-minutes = { $minutes ->
        [one] Too many tries. Wait one minute.
       *[other] Too many tries. Wait { $minutes } minutes.
    }
problem-too_many_messages-seconds = { $seconds ->
        [one] Too many messages in a short time. Wait one second.
       *[other] Too many messages in a short time. Wait { $seconds } seconds.
    }
problem-too_many_messages-minutes = { $minutes ->
        [one] Too many messages in a short time. Wait one minute.
       *[other] Too many messages in a short time. Wait { $minutes } minutes.
    }
problem-channel_not_usable = Messages cannot be sent this way at the moment.
problem-sms_budget_spent = No more text messages can be sent today.
problem-report_key_unusable = This link cannot be used. It may be too old, or used already.
problem-self_service_disabled = Adding phones is switched off at the moment.
problem-kind_not_offered = This kind is not offered any more.
problem-channel_not_offered = This way is not offered to you.
problem-open_tokens_limit = You have { $limit } open codes already. Cancel one, or wait until it runs out.
problem-profiles_limit = You have { $limit } phones already, which is as many as allowed. Remove one first.
problem-user_not_active = This account is not active.
problem-internal = Anteroom failed. It has been noted; try again in a moment.
problem-unavailable = Anteroom is busy at the moment. Try again in a little while.

# Forms, lengths of time, checklists.
discard-changes = Discard changes
unsaved-changes = Not saved yet
unit-seconds = seconds
unit-minutes = minutes
unit-hours = hours
unit-days = days
duration-unit-of = Unit of “{ $label }”
checklist-done = Done
checklist-open = Open
