import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import java.nio.charset.StandardCharsets;

/** A body, read from standard input, as Java programs write it down: {@code java Forms.java FORM}. */
public final class Forms {
    public static void main(String[] args) throws Exception {
        byte[] body = System.in.readAllBytes();
        String text = new String(body, StandardCharsets.UTF_8);
        String form =
                switch (args[0]) {
                    case "gson" -> gson(new Gson(), text);
                    case "gson-pretty" -> gson(new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create(), text);
                    case "jackson-pretty" -> jackson(new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT), text);
                    case "us-ascii" -> new String(body, StandardCharsets.US_ASCII);
                    default -> throw new IllegalArgumentException(args[0]);
                };
        System.out.write(form.getBytes(StandardCharsets.UTF_8));
        System.out.flush();
    }

    private static String gson(Gson gson, String text) {
        JsonElement value = JsonParser.parseString(text);
        return gson.toJson(value);
    }

    private static String jackson(ObjectMapper mapper, String text) throws Exception {
        return mapper.writeValueAsString(mapper.readTree(text));
    }
}
